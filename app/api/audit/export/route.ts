// The audit as a file.
import { exportAudit } from '@/lib/server/audit'
import { endpoint } from '@/lib/server/endpoint'

export const GET = endpoint(exportAudit)
