// The canonical form of a snapshot, as its digest covers it.
import { endpoint } from '@/lib/server/endpoint'
import { exportSnapshot } from '@/lib/server/claim'

export const GET = endpoint(exportSnapshot)
