// Who may sign what, with which keys.
import { showDesk } from '@/lib/server/desk'
import { endpoint } from '@/lib/server/endpoint'

export const GET = endpoint(showDesk)
