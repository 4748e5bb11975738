// Records a sign-off over a stored statement.
import { endpoint } from '@/lib/server/endpoint'
import { recordSignoff } from '@/lib/server/signoff'

export const POST = endpoint(recordSignoff)
