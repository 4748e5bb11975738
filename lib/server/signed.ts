// Whether what is stored as signed is still signed: every signature again, by the keys and the log that were signed.
import 'server-only'
import type { Transaction } from '@/db/client'
import { isAsSigned } from '@/db/log'
import {
  authorPseudonyms,
  loggedDecisions,
  type SignoffRow,
  signoffsOf,
  type SubjectKey,
} from '@/db/signoff'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { isMet, type Quorum } from '@/lib/domain/quorum'
import {
  authorsDigest,
  signoffChallenge,
  type SignoffStatement,
  type Subject,
  subjectDigest,
  summaryDigest,
} from '@/lib/domain/signoff'
import { checkEvidence, type LoggedKey } from '@/lib/domain/signoff-evidence'
import { place } from './envelope'
import { keysAsLogged, type Reading } from './key-origin'
import { signerHead } from './log-signer'

export type Signed = {
  key: SubjectKey
  subject: Subject
  /** As it is stored beside the subject. */
  digest: string | null
  quorum: Quorum
  /** Before when keys had to be in force; null where no loss is concerned. */
  lossAt: string | null
  /** Index of the entry of the log with which its signing began; null where that is its first decision. */
  from: number | null
}
/** `asOf`: the index before which a change took effect, of which nothing later counts; null for what is being decided now. */
type Judging = Signed & { asOf: number | null }
type Said = SignoffRow & { said: SignoffStatement; logged: LoggedKey | undefined }

/** What is wrong, as the end of a sentence; undefined where all is as it was signed. `rests`: other entries that it rests on. */
export const signatureProblem = async (
  tx: Transaction,
  { rests, ...signed }: Signed & { rests: readonly number[] },
): Promise<string | undefined> => {
  const reading: Reading = {
    indexes: new Set([0, ...rests]),
    decided: [],
    changes: new Set(),
    judge: signingProblem,
  }
  const broken = await signingProblem(tx, { ...signed, asOf: null }, reading)
  if (broken !== undefined) return broken
  const head = await signerHead()
  if (!head || Math.max(...reading.indexes) >= head.size)
    return 'the transparency log has not been signed up to the last decision; try again in a minute.'
  const begun = signed.from ?? Math.min(...reading.decided)
  const rest = { from: begun, indexes: [...reading.indexes] }
  return (await isAsSigned(tx, head, rest))
    ? undefined
    : 'the transparency log in the database is not the one that was signed.'
}

/** The same about one subject, noting in `reading` which entries it rests on. */
const signingProblem = async (
  tx: Transaction,
  judging: Judging,
  reading: Reading,
): Promise<string | undefined> => {
  const { subject, digest, key, asOf } = judging
  if (subjectDigest(subject) !== digest) return 'the stored text is not the one that was signed.'
  const rows = await signoffsOf(tx, key)
  const decided = await loggedDecisions(tx, { ...key, from: judging.from ?? 0 })
  const stored = rows.map(({ challenge }) => challenge).sort()
  if (canonicalJson(stored) !== canonicalJson(decided.map(({ challenge }) => challenge)))
    return 'the decisions that are stored are not those that stand in the log.'
  for (const { index } of decided) reading.indexes.add(index)
  if (asOf === null) reading.decided.push(...decided.map(({ index }) => index))
  const authors = await authorPseudonyms(tx, key)
  if (authorsDigest(authors) !== subject.authorsDigest)
    return 'its authors are not those who stand in what was signed.'
  const statements = rows.map(({ statement }) => JSON.parse(statement) as SignoffStatement)
  const hashes = [...new Set(statements.map(({ credentialIdHash }) => credentialIdHash))]
  const keys = await keysAsLogged(tx, { hashes, before: asOf }, reading)
  if (typeof keys === 'string') return keys
  const said = rows.map((row, place): Said => {
    const statement = statements[place] as SignoffStatement
    return { ...row, said: statement, logged: keys.get(statement.credentialIdHash) }
  })
  return (
    said.map((one) => problemOf(one, judging)).find(Boolean) ??
    quorumProblem(said, judging, authors)
  )
}

/** A sign-off whose signature does not hold any more, or is about something else. */
const problemOf = (row: Said, { key, subject, digest, lossAt }: Judging): string | undefined => {
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
const quorumProblem = (
  rows: readonly Said[],
  { quorum, asOf }: Judging,
  authors: readonly string[],
): string | undefined => {
  const takenBack = new Set(rows.map(({ takesBack }) => takesBack))
  const proposals = rows.filter(({ decision }) => decision === 'propose')
  const isStopped = rows.some(({ decision }) => decision === 'veto' || decision === 'reject')
  if (isStopped || proposals.length !== 1) return 'it was stopped, or not proposed.'
  const proposer = proposals[0]?.said.officer ?? ''
  const barred = new Set([...authors, proposer])
  const approvals = rows.flatMap(({ decision, challengeId, counts, said, logged }) => {
    // What took effect long ago counts as it counted then.
    const isLive = decision === 'approve' && (counts || asOf !== null)
    const isFit =
      logged?.status === 'active' &&
      logged.roles.includes('approver') &&
      logged.group === said.group &&
      !barred.has(said.officer)
    return isLive && isFit && !takenBack.has(challengeId)
      ? [{ officerId: said.officer, group: said.group, isDeviceBound: logged.deviceBound }]
      : []
  })
  return isMet(quorum, approvals)
    ? undefined
    : 'too few approvals count any more by the keys and roles in the log.'
}
