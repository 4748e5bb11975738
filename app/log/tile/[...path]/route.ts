// Tiles of hashes and bundles of entries of the transparency log.
import { endpoint } from '@/lib/server/endpoint'
import { downloadTile } from '@/lib/server/log'

export const GET = endpoint(downloadTile)
