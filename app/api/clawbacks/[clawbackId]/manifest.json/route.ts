// Names the file of levies and its digest.
import { endpoint } from '@/lib/server/endpoint'
import { exportManifest } from '@/lib/server/levy'

export const GET = endpoint(exportManifest)
