// The statement of one account, for its owner.
import { endpoint } from '@/lib/server/endpoint'
import { downloadStatement } from '@/lib/server/statement'

export const GET = endpoint(downloadStatement)
