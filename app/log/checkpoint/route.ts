// The newest signed state of the transparency log.
import { endpoint } from '@/lib/server/endpoint'
import { downloadCheckpoint } from '@/lib/server/log'

export const dynamic = 'force-dynamic'
export const GET = endpoint(downloadCheckpoint)
