// Every version of every policy.
import { endpoint } from '@/lib/server/endpoint'
import { showPolicies } from '@/lib/server/policy'

export const GET = endpoint(showPolicies)
