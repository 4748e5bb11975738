// Computes a run without keeping it.
import { endpoint } from '@/lib/server/endpoint'
import { simulateClawback } from '@/lib/server/clawback'

export const POST = endpoint(simulateClawback)
