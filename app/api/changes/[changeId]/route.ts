// One change of the desk.
import { showChange } from '@/lib/server/change'
import { endpoint } from '@/lib/server/endpoint'

export const GET = endpoint(showChange)
