// Clawback runs, and saving a draft of one.
import { endpoint } from '@/lib/server/endpoint'
import { saveDraft } from '@/lib/server/clawback'
import { showClawbacks } from '@/lib/server/clawback'

export const GET = endpoint(showClawbacks)
export const POST = endpoint(saveDraft)
