// One step of the check of the audit's chain.
import { checkAudit } from '@/lib/server/audit-chain'
import { endpoint } from '@/lib/server/endpoint'

export const GET = endpoint(checkAudit)
