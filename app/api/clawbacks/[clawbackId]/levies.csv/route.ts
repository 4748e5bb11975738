// The levies of an executed run as a file.
import { endpoint } from '@/lib/server/endpoint'
import { exportLevies } from '@/lib/server/levy'

export const GET = endpoint(exportLevies)
