// Loss events.
import { endpoint } from '@/lib/server/endpoint'
import { showLosses } from '@/lib/server/loss'

export const GET = endpoint(showLosses)
