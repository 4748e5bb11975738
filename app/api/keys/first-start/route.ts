// Who founds this desk, and how far the founders have come.
import { endpoint } from '@/lib/server/endpoint'
import { showFirstStart } from '@/lib/server/passkey-founding'

export const GET = endpoint(showFirstStart)
