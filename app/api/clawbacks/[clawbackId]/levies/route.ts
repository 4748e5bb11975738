// The account table of a revision, a page at a time.
import { endpoint } from '@/lib/server/endpoint'
import { showLevies } from '@/lib/server/clawback'

export const GET = endpoint(showLevies)
