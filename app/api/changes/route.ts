// Changes of the desk: every one of them, and drafting another.
import { draftChange, listChanges } from '@/lib/server/change'
import { endpoint } from '@/lib/server/endpoint'

export const GET = endpoint(listChanges)
export const POST = endpoint(draftChange)
