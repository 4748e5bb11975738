// The evidence of a revision as a file.
import { endpoint } from '@/lib/server/endpoint'
import { exportEvidence } from '@/lib/server/evidence'

export const GET = endpoint(exportEvidence)
