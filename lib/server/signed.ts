// Whether what is stored as signed is still signed: every signature again, with the keys as the log has them.
import 'server-only'
import type { Transaction } from '@/db/client'
import {
  loggedDecisions,
  loggedKeys,
  type SignoffRow,
  signoffsOf,
  type SubjectKey,
} from '@/db/signoff'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { isMet, type Quorum } from '@/lib/domain/quorum'
import {
  signoffChallenge,
  type SignoffStatement,
  type Subject,
  subjectDigest,
  summaryDigest,
} from '@/lib/domain/signoff'
import { checkEvidence, type LoggedKey } from '@/lib/domain/signoff-evidence'
import { place } from './envelope'

export type Signed = {
  key: SubjectKey
  subject: Subject
  /** As it is stored beside the subject. */
  digest: string | null
  quorum: Quorum
  /** Before when keys had to be in force; null where no loss is concerned. */
  lossAt: string | null
  /** An index of the log before the first decision. */
  from: number
}
type Said = SignoffRow & { said: SignoffStatement; logged: LoggedKey | undefined }

/** What is wrong, as the end of a sentence; undefined where everything is as it was signed. */
export const signatureProblem = async (
  tx: Transaction,
  signed: Signed,
): Promise<string | undefined> => {
  const { subject, digest, key } = signed
  if (subjectDigest(subject) !== digest) return 'the stored text is not the one that was signed.'
  const rows = await signoffsOf(tx, key)
  const decided = await loggedDecisions(tx, { ...key, from: signed.from })
  const stored = rows.map(({ challenge }) => challenge).sort()
  if (canonicalJson(stored) !== canonicalJson(decided))
    return 'the decisions that are stored are not those that stand in the log.'
  const keys = await keysOf(tx, rows)
  if (typeof keys === 'string') return keys
  const said = rows.map((row): Said => {
    const statement = JSON.parse(row.statement) as SignoffStatement
    return { ...row, said: statement, logged: keys.get(statement.credentialIdHash) }
  })
  return said.map((one) => problemOf(one, signed)).find(Boolean) ?? quorumProblem(said, signed)
}

/** Keys by the digests of their credential ids, as the newest entry of the log about each has them. */
const keysOf = async (
  tx: Transaction,
  rows: readonly SignoffRow[],
): Promise<Map<string, LoggedKey> | string> => {
  const hashes = rows.map(
    ({ statement }) => (JSON.parse(statement) as SignoffStatement).credentialIdHash,
  )
  const logged = await loggedKeys(tx, [...new Set(hashes)])
  const keys = new Map<string, LoggedKey>()
  for (const { credentialIdHash, body, isIntact, storedKey } of logged) {
    const key = JSON.parse(body) as LoggedKey
    if (!isIntact) return 'an entry of the log about a key has been altered.'
    if (storedKey !== key.publicKey) return 'a stored key is not the one that stands in the log.'
    keys.set(credentialIdHash, key)
  }
  return keys
}

/** A sign-off whose signature does not hold any more, or is about something else. */
const problemOf = (row: Said, { key, subject, digest, lossAt }: Signed): string | undefined => {
  const { said, logged } = row
  const isAbout =
    signoffChallenge(said) === row.challenge &&
    said.decision === row.decision &&
    said.subjectDigest === digest &&
    said.summaryDigest === summaryDigest(subject) &&
    canonicalJson([said.subjectType, said.subjectId, said.revision]) ===
      canonicalJson([key.subjectType, key.subjectId, String(key.revision)])
  if (!isAbout || !isHere(said)) return 'the sign-offs are not about what is stored.'
  if (logged?.officer !== said.officer)
    return 'a key that signed is not in the log as its signer’s.'
  const checked = checkEvidence({
    statement: said,
    evidence: row.evidence,
    publicKey: logged.publicKey,
  })
  if ('problem' in checked) return `a signature does not hold any more: ${checked.sentence}`
  const isBinding = row.decision === 'propose' || row.decision === 'approve'
  const isSince = logged.founding || lossAt === null || logged.effectiveAt <= lossAt
  return isBinding && !isSince ? 'a key came into force after the loss.' : undefined
}

const isHere = ({ env, origin, rpId, logOrigin }: SignoffStatement): boolean =>
  canonicalJson({ env, origin, rpId, logOrigin }) === canonicalJson(place())

/** Whether enough approvals count by the log alone, whatever the rows of officers and keys say. */
const quorumProblem = (rows: readonly Said[], { quorum }: Signed): string | undefined => {
  const takenBack = new Set(rows.map(({ takesBack }) => takesBack))
  const proposals = rows.filter(({ decision }) => decision === 'propose')
  const isStopped = rows.some(({ decision }) => decision === 'veto' || decision === 'reject')
  if (isStopped || proposals.length !== 1) return 'it was stopped, or not proposed.'
  const proposer = proposals[0]?.said.officer
  const approvals = rows.flatMap(({ decision, challengeId, counts, said, logged }) => {
    const isLive = decision === 'approve' && counts && !takenBack.has(challengeId)
    const isFit =
      logged?.status === 'active' &&
      logged.roles.includes('approver') &&
      logged.group === said.group &&
      said.officer !== proposer
    return isLive && isFit
      ? [{ officerId: said.officer, group: said.group, isDeviceBound: logged.deviceBound }]
      : []
  })
  return isMet(quorum, approvals)
    ? undefined
    : 'too few approvals count any more by the keys and roles in the log.'
}
