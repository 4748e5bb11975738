// Executes an approved run, exactly once.
import { endpoint } from '@/lib/server/endpoint'
import { executeClawback } from '@/lib/server/execution'

export const POST = endpoint(executeClawback)
