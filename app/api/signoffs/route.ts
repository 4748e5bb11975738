// Records a sign-off: a passkey's signature over a stored statement.
import { endpoint } from '@/lib/server/endpoint'
import { recordSignoff } from '@/lib/server/signoff'

export const POST = endpoint(recordSignoff)
