// Makes a link that opens once, for the owner of one account.
import { endpoint } from '@/lib/server/endpoint'
import { createStatementLink } from '@/lib/server/statement'

export const POST = endpoint(createStatementLink)
