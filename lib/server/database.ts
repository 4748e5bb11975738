// The one connection of the product to its database.
import 'server-only'
import { type Database, openDatabase } from '@/db/client'
import { env } from './env'

let opened: Database | undefined
export const database = (): Database =>
  (opened ??= openDatabase({ url: env().DATABASE_URL, localEndpoint: env().NEON_LOCAL_ENDPOINT }))
