// Everything that waits for a decision.
import { endpoint } from '@/lib/server/endpoint'
import { showInbox } from '@/lib/server/inbox'

export const GET = endpoint(showInbox)
