// Changes of the desk: the list, and drafting one.
import { draftChange, listChanges } from '@/lib/server/change'
import { endpoint } from '@/lib/server/endpoint'

export const GET = endpoint(listChanges)
export const POST = endpoint(draftChange)
