// The exact bytes of a published report.
import { endpoint } from '@/lib/server/endpoint'
import { downloadReport } from '@/lib/server/report'

export const GET = endpoint(downloadReport)
