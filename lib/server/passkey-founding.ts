// The first start: founding officers put their own first keys in force, for a day, and the log says so.
import 'server-only'
import * as z from 'zod'
import type { Queryable, Transaction } from '@/db/client'
import { appendToLog } from '@/db/log-book'
import {
  type FounderRow,
  type FoundingWindow,
  foundersOf,
  foundingWindow,
  nextKeyEntry,
  type NewPasskey,
} from '@/db/passkey'
import { firstStart } from '@/lib/wire/passkey'
import { isoNow } from './clock'
import { env } from './env'
import { logBook } from './log-book'
import type { Officer } from './officer'
import { verb } from './verb'

const KEYS_PER_FOUNDER = 2
const HOLDERS_NEEDED = 2

/** Who founds this desk, how many keys each has, and what is still closed. */
export const showFirstStart = verb({
  name: 'key.first-start',
  kind: 'read',
  access: 'officer',
  isOpenAtFirstStart: true,
  input: z.strictObject({}),
  output: firstStart,
  run: async ({ db, officer }) => {
    const [window, founders] = [await foundingWindow(db), await foundersOf(db, founding())]
    return {
      asOf: isoNow(),
      isOver: window.holders >= HOLDERS_NEEDED,
      closesAt: isOpen(window, founders) ? window.closesAt : null,
      founders: founders.map(({ officerId, name, roles, group, keys }) => ({
        ...{ name, roles, group, keys },
        isYou: officerId === officer?.id,
      })),
    }
  },
})

/**
 * The founder that an officer is while he may still put a key in force himself: a revocation by one
 * person is not undone by a login.
 */
export const founderOf = async (
  db: Queryable,
  officer: Officer,
): Promise<FounderRow | undefined> => {
  const { isClosed } = await foundingWindow(db)
  if (isClosed) return undefined
  const founders = await foundersOf(db, founding())
  return founders.find((one) => one.officerId === officer.id && mayFound(one))
}

/** Says in the log that a key is in force by its owner's own word. */
export const logFoundingKey = async (
  tx: Transaction,
  given: { key: NewPasskey; founder: FounderRow; officer: Officer; now: string },
): Promise<void> => {
  const { key, founder, officer, now } = given
  const nth = await nextKeyEntry(tx, key.credentialIdHash)
  await appendToLog(tx, await logBook(), {
    at: now,
    entries: [
      {
        subject: `${key.credentialIdHash}/${nth}`,
        entry: {
          ...{ v: 1, type: 'key', at: now, effectiveAt: now },
          ...{ officer: officer.pseudonym, group: founder.group, roles: [...founder.roles].sort() },
          credentialIdHash: key.credentialIdHash,
          publicKey: key.publicKey,
          status: 'active',
          deviceBound: key.isDeviceBound,
          founding: true,
          decisions: [],
        },
      },
    ],
  })
}

const isOpen = ({ isClosed }: FoundingWindow, founders: readonly FounderRow[]): boolean =>
  !isClosed && founders.some(mayFound)

const mayFound = ({ keys, isRevoked }: FounderRow): boolean => keys < KEYS_PER_FOUNDER && !isRevoked

const founding = () => ({
  issuer: env().OIDC_ISSUER,
  subjects: env().FOUNDING_OFFICERS.map(({ sub }) => sub),
})
