// Opens a link by its token, on the public site.
import { endpoint } from '@/lib/server/endpoint'
import { openStatementLink } from '@/lib/server/statement'

export const POST = endpoint(openStatementLink)
