// The name by which its owner knows a key.
import { endpoint } from '@/lib/server/endpoint'
import { nameKey } from '@/lib/server/passkey'

export const POST = endpoint(nameKey)
