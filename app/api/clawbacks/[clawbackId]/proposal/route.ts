// A proposed revision as a file for a second device.
import { endpoint } from '@/lib/server/endpoint'
import { downloadProposal } from '@/lib/server/proposal-file'

export const GET = endpoint(downloadProposal)
