// Frozen snapshots of claims.
import { endpoint } from '@/lib/server/endpoint'
import { showSnapshots } from '@/lib/server/claim'

export const GET = endpoint(showSnapshots)
