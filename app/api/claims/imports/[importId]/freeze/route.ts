// Freezes a claims file that has arrived whole.
import { endpoint } from '@/lib/server/endpoint'
import { freezeClaims } from '@/lib/server/claim'

export const POST = endpoint(freezeClaims)
