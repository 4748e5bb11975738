// The log proof of a decision, for whoever signed it.
import { endpoint } from '@/lib/server/endpoint'
import { downloadReceipt } from '@/lib/server/receipt'

export const GET = endpoint(downloadReceipt)
