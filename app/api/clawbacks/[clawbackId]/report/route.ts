// Publishes the report of an executed run.
import { endpoint } from '@/lib/server/endpoint'
import { publishReport } from '@/lib/server/report'

export const POST = endpoint(publishReport)
