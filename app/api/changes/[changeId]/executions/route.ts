// Puts an approved change into effect.
import { executeChange } from '@/lib/server/change'
import { endpoint } from '@/lib/server/endpoint'

export const POST = endpoint(executeChange)
