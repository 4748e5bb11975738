// What a page shows of one account's statement.
import { endpoint } from '@/lib/server/endpoint'
import { showStatement } from '@/lib/server/statement'

export const POST = endpoint(showStatement)
