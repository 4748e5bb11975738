// The levies of one revision as they are stored, for an officer who repeats the run.
import { endpoint } from '@/lib/server/endpoint'
import { exportStoredLevies } from '@/lib/server/reproduction'

export const GET = endpoint(exportStoredLevies)
