// The audit, a page at a time.
import { showAudit } from '@/lib/server/audit'
import { endpoint } from '@/lib/server/endpoint'

export const GET = endpoint(showAudit)
