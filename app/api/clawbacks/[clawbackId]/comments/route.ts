// Comments on a clawback: read, and appended to.
import { addComment, showComments } from '@/lib/server/comment'
import { endpoint } from '@/lib/server/endpoint'

export const GET = endpoint(showComments)
export const POST = endpoint(addComment)
