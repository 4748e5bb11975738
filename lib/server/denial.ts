// What is refused to an officer leaves an audit row of its own, also where no verb was reached.
import 'server-only'
import { appendAudit } from '@/db/audit'
import { sha256Hex } from '@/lib/domain/canonical-json'
import { database } from './database'
import type { Officer } from './officer'
import { type Limited, limited } from './rate-limit'

type Denial = { verb: string; officer: Officer | null; code: string; input?: unknown }

/**
 * In a transaction of its own, because the refused one is rolled back. Somebody who is refused too
 * often is told so instead; the first time that happens is noted, the rest is only counted.
 */
export const noteDenial = async ({
  verb,
  officer,
  code,
  input = null,
}: Denial): Promise<Limited | undefined> => {
  // Nobody's requests are not recorded: a stranger could fill the chain at will.
  if (!officer) return undefined
  const row = {
    officerId: officer.id,
    verb,
    subject: subjectOf(input),
    inputDigest: sha256Hex(JSON.stringify(input)),
    denied: true,
  }
  return database().transact(async (tx) => {
    const limit = await limited(tx, { rate: 'refused', sender: officer.id })
    const outcome = limit?.refusal.code ?? code
    if (limit === undefined || limit.isFirst) await appendAudit(tx, { ...row, outcome })
    return limit
  })
}

const SUBJECTS = ['subjectId', 'clawbackId', 'changeId', 'snapshotId', 'reportId']

/** What it would have been done to, as the request names it; what looks like no id is left out. */
const subjectOf = (input: unknown): string => {
  if (typeof input !== 'object' || input === null) return ''
  const named = new Map(Object.entries(input))
  const found = SUBJECTS.map((name): unknown => named.get(name)).find(isId)
  return found ?? ''
}

const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z0-9-]{1,64}$/.test(value)
