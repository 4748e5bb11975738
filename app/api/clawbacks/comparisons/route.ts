// Holds every rule against the others without keeping anything.
import { endpoint } from '@/lib/server/endpoint'
import { compareRules } from '@/lib/server/clawback-comparison'

export const POST = endpoint(compareRules)
