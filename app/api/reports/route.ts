// Published reports.
import { endpoint } from '@/lib/server/endpoint'
import { showReports } from '@/lib/server/report'

export const GET = endpoint(showReports)
