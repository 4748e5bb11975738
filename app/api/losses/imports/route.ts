// Begins the import of a loss file.
import { endpoint } from '@/lib/server/endpoint'
import { startLossImport } from '@/lib/server/loss'

export const POST = endpoint(startLossImport)
