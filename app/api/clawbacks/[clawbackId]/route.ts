// One revision of a clawback, the newest unless asked otherwise.
import { endpoint } from '@/lib/server/endpoint'
import { showClawback } from '@/lib/server/clawback-detail'

export const GET = endpoint(showClawback)
