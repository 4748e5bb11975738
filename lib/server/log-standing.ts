// Whether the database is as new as the log that was signed: an older one is read-only.
import 'server-only'
import type { Database } from '@/db/client'
import { rootAt } from '@/db/log'
import { type Refusal, refuse } from '@/lib/domain/clawback'
import { type SignerHead, signerHead } from './log-signer'

type Signed = { signed: SignerHead | null; appends: boolean }

// Whoever appends asks anew; other changes and the console's banner are content with seconds.
const FRESH_MILLISECONDS = 5_000
let remembered: { head: SignerHead; at: number } | undefined

/** What the signer remembers; null when it does not answer. */
export const signedHead = async ({ isFresh }: { isFresh: boolean }): Promise<SignerHead | null> => {
  const isRecent = remembered !== undefined && Date.now() - remembered.at < FRESH_MILLISECONDS
  if (remembered && isRecent && !isFresh) return remembered.head
  const head = await signerHead()
  if (head) remembered = { head, at: Date.now() }
  return head
}

/** Why nothing may be stored now. An entry that was signed and is not here means that the database was put back. */
export const refusedLog = (
  { signed, appends }: Signed,
  { logRoot }: { logRoot: string | null },
): Refusal | undefined => {
  if (signed === null) return appends ? signerSilent : undefined
  return signed.size === 0 || signed.root === logRoot ? undefined : olderDatabase
}

const signerSilent = refuse(
  'log-unreachable',
  'The signer of the transparency log does not answer, and this must stand in the log. Nothing was stored; try again in a minute.',
)

const olderDatabase = refuse(
  'read-only',
  'The database is older than the transparency log that was signed, as after a restore. Everything is read-only: nothing was stored. Bring the newest database back; the signed log cannot be taken back.',
)

export type LogAlarm = 'read-only' | 'signer-silent' | null

/** What the console warns of on every page. */
export const logAlarm = async (database: Database): Promise<LogAlarm> => {
  const signed = await signedHead({ isFresh: false })
  if (signed === null) return 'signer-silent'
  if (signed.size === 0) return null
  const root = await database.read((db) => rootAt(db, signed.size))
  return root === signed.root ? null : 'read-only'
}
