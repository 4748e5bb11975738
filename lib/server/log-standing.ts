// Whether the database is as new as the log that was signed: an older one is read-only.
import 'server-only'
import type { Database } from '@/db/client'
import { type LogStanding, logStanding } from '@/db/log'
import { type Refusal, refuse } from '@/lib/domain/refusal'
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

/**
 * Why nothing may be stored now: an entry that was signed and is not here, or a signer that has
 * forgotten what it signed. Somebody may have had more signed since it was asked, so it is asked again.
 */
export const refusedLog = async (
  { signed, appends }: Signed,
  standing: LogStanding,
): Promise<Refusal | undefined> => {
  if (signed === null) return appends ? signerSilent : undefined
  if (signed.size > 0 && signed.root !== standing.logRoot) return olderDatabase
  if (signed.size >= standing.checkpointSize) return undefined
  const now = await signedHead({ isFresh: true })
  if (now === null) return appends ? signerSilent : undefined
  return now.size < standing.checkpointSize ? forgetfulSigner : undefined
}

const signerSilent = refuse(
  'log-unreachable',
  'The signer of the transparency log does not answer, and this must stand in the log. Nothing was stored; try again in a minute.',
)

const olderDatabase = refuse(
  'read-only',
  'The database is older than the transparency log that was signed, as after a restore. Everything is read-only: nothing was stored. Bring the newest database back; the signed log cannot be taken back.',
)

const forgetfulSigner = refuse(
  'read-only',
  'The signer of the transparency log has forgotten what it signed: its memory is older than this database. Everything is read-only: nothing was stored. Bring the signer’s own memory back.',
)

export type LogAlarm = 'read-only' | 'signer-silent' | null

/** What the console warns of on every page. */
export const logAlarm = async (database: Database): Promise<LogAlarm> => {
  const signed = await signedHead({ isFresh: false })
  if (signed === null) return 'signer-silent'
  const standing = await database.read((db) => logStanding(db, signed.size))
  const refused = await refusedLog({ signed, appends: false }, standing)
  return refused ? 'read-only' : null
}
