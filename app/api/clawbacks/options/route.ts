// What a new clawback may be made of.
import { endpoint } from '@/lib/server/endpoint'
import { showRunOptions } from '@/lib/server/clawback-options'

export const GET = endpoint(showRunOptions)
