// What the checks of one file come to, in one sentence: which part failed decides what it is worth.
import type { StatementFile } from './statement-file'
import { levyInWords } from './statement-figures'
import type { Check, Verification } from './verification-check'
import { REFUSALS } from './verification-wording'

/**
 * The sentence for a file that is no statement. A key of the log vouches for a checkpoint, the log
 * for a report, and nobody for a file outside of it. Source: transparency.md §6.
 */
export const conclusionOf = ({ kind, checks }: Pick<Verification, 'kind' | 'checks'>): string => {
  const { hasFailed, hasPassed } = outcomes(checks)
  if (kind === 'unreadable' || checks.some(({ step, isPassed }) => step === 'file' && !isPassed))
    return REFUSALS.unread
  if (checks.every(({ isPassed }) => isPassed)) return EVERY_CHECK
  if (hasFailed('checkpoint')) return REFUSALS.unknownKey
  if (kind === 'report' && hasPassed('included')) return REFUSALS.loggedReport
  if (hasFailed('origin')) return REFUSALS.unknownKey
  if (kind === 'proposal') return REFUSALS.proposal
  if (kind === 'receipt') return receiptRefusal(checks)
  if (kind === 'evidence') return evidenceRefusal(checks)
  return hasFailed('included') ? REFUSALS.notLogged : REFUSALS.keptCheckpoint
}

const receiptRefusal = (checks: readonly Check[]): string =>
  ['entries', 'included'].some(outcomes(checks).hasFailed)
    ? REFUSALS.notEvidence
    : REFUSALS.keptCheckpoint

/** Bytes of the log that disagree are the exchange's own; a bundle around them is whoever made it. */
const evidenceRefusal = (checks: readonly Check[]): string => {
  const { hasFailed, failed } = outcomes(checks)
  if (['included', 'without gaps', 'entries'].some(hasFailed)) return REFUSALS.notEvidence
  return failed.every(({ name }) => name === 'kept checkpoint')
    ? REFUSALS.keptCheckpoint
    : REFUSALS.evidence
}

/**
 * The sentence for a statement. A failure counts against the exchange only where the key that
 * signed the file stands in the pinned log; `isRightFor` says whether all passes for the account
 * that the statement itself names, so that a slip of the reader is told from a false statement.
 */
export const statementConclusion = (
  file: StatementFile,
  { checks, account, isRightFor }: StatementOutcome,
): string => {
  const { hasFailed, hasPassed, failed } = outcomes(checks)
  if (failed.length === 0) return `${levyInWords(file, account)}; every check passed.`
  if (hasFailed('checkpoint')) return REFUSALS.unknownKey
  if (!hasPassed('signature')) {
    return hasFailed('origin') ? REFUSALS.unknownKey : REFUSALS.unsigned
  }
  if (failed.every(({ name }) => WHOSE.includes(name)) && isRightFor(ownerOf(file))) {
    return account === null ? REFUSALS.noAccount : REFUSALS.otherAccount
  }
  return failed.every(({ name }) => name === 'kept checkpoint')
    ? REFUSALS.keptCheckpoint
    : REFUSALS.signedStatement
}

type StatementOutcome = {
  checks: readonly Check[]
  account: string | null
  isRightFor: (account: string) => boolean
}

const EVERY_CHECK = 'Every check passed.'
const WHOSE: readonly string[] = ['account', 'group']

const ownerOf = ({ account, members }: StatementFile): string => members?.ids[0] ?? account

const outcomes = (checks: readonly Check[]) => {
  const failed = checks.filter(({ isPassed }) => !isPassed)
  return {
    failed,
    hasFailed: (name: string) => failed.some((check) => check.name === name),
    hasPassed: (name: string) => checks.some((check) => check.name === name && check.isPassed),
  }
}
