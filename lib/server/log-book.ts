// What this venue brings to its log: place, keys and founders, read from the settings.
import 'server-only'
import type { TreeKeeping } from '@/db/claims-tree'
import type { LogBook } from '@/db/log-book'
import { env } from './env'
import { place } from './envelope'
import { statementPublicKey } from './statement-signature'

export const logBook = async (): Promise<LogBook> => ({
  place: place(),
  logKeys: env().LOG_KEYS,
  statementKey: await statementPublicKey(),
  founders: { issuer: env().OIDC_ISSUER, officers: env().FOUNDING_OFFICERS },
})

/** Under which place and key trees are kept. */
export const treeKeeping = (): TreeKeeping => {
  const { env: name, logOrigin } = place()
  return { env: name, logOrigin, secretsKey: env().SECRETS_KEY }
}
