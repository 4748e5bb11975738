// Whether everything is paused.
import { showPause } from '@/lib/server/desk'
import { endpoint } from '@/lib/server/endpoint'

export const GET = endpoint(showPause)
