// Begins the import of a claims file.
import { endpoint } from '@/lib/server/endpoint'
import { startClaimImport } from '@/lib/server/claim'

export const POST = endpoint(startClaimImport)
