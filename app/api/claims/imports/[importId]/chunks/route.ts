// Receives one part of a claims file.
import { endpoint } from '@/lib/server/endpoint'
import { storeClaimChunk } from '@/lib/server/claim'

export const POST = endpoint(storeClaimChunk)
