// Receives one part of a loss file.
import { endpoint } from '@/lib/server/endpoint'
import { storeLossChunk } from '@/lib/server/loss'

export const POST = endpoint(storeLossChunk)
