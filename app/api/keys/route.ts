// An officer's own keys: what there are, and one more.
import { endpoint } from '@/lib/server/endpoint'
import { enrolKey, listKeys } from '@/lib/server/passkey'

export const GET = endpoint(listKeys)
export const POST = endpoint(enrolKey)
