// Stores the statement that a passkey is about to sign.
import { endpoint } from '@/lib/server/endpoint'
import { prepareSignoff } from '@/lib/server/signoff'

export const POST = endpoint(prepareSignoff)
