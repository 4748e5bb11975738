// A proposed change as a file for a second device.
import { endpoint } from '@/lib/server/endpoint'
import { downloadChangeProposal } from '@/lib/server/proposal-file'

export const GET = endpoint(downloadChangeProposal)
