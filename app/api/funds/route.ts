// Funds with their balances and history.
import { endpoint } from '@/lib/server/endpoint'
import { showFunds } from '@/lib/server/fund'

export const GET = endpoint(showFunds)
