// Stores a loss file that has arrived whole.
import { endpoint } from '@/lib/server/endpoint'
import { finishLossImport } from '@/lib/server/loss'

export const POST = endpoint(finishLossImport)
