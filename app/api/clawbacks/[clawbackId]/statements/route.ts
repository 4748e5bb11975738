// The signed statement of one account; the account stands in the body, never in an address.
import { endpoint } from '@/lib/server/endpoint'
import { downloadStatement } from '@/lib/server/statement'

export const POST = endpoint(downloadStatement)
