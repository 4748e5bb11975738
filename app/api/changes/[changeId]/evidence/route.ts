// The evidence of a change as a file.
import { endpoint } from '@/lib/server/endpoint'
import { exportChangeEvidence } from '@/lib/server/evidence'

export const GET = endpoint(exportChangeEvidence)
