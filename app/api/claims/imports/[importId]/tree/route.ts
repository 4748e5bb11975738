// Hashes the next part of the tree over a claims file that has arrived whole.
import { endpoint } from '@/lib/server/endpoint'
import { growTree } from '@/lib/server/claim'

export const POST = endpoint(growTree)
