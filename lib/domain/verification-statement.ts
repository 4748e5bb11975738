// One statement, from the log down to the reader's own numbers, and what it says in words.
import { splitOverMembers } from './allocation-group'
import { fraction, toPercent } from './fraction'
import { formatAmount, groupThousands, sum } from './money'
import type { Claim } from './claim'
import type { StatementFile } from './statement-file'
import { privateFact, publicFact, STEPS, type Check, type Fact } from './verification-check'
import { checkpointFacts, keptChecks, type LogPins } from './verification-checkpoint'
import { claimChecks } from './verification-claim'
import { openLog, type LoggedRun } from './verification-log'
import { populationChecks } from './verification-population'

/** What the reader brings of his own: the pins, his account id, and checkpoints that he kept. */
export type Reader = { pins: LogPins; account: string | null; kept: readonly string[] }

export type VerifiedStatement = { checks: Check[]; facts: Fact[]; run: LoggedRun | null }

/**
 * The checks of a statement in the order of the steps, and its facts. What cannot be compared, since
 * the log's part cannot be read, is left out after the failed check. Facts about amounts stand only
 * where everything passed. Source: transparency.md §6.
 */
export const verifyStatement = (file: StatementFile, reader: Reader): VerifiedStatement => {
  const { checks: logged, run } = openLog(file, reader.pins)
  if (run === null) return { checks: logged, facts: [], run }
  const checks = [
    ...logged,
    ...keptChecks(run.checkpoint, reader),
    ...populationChecks(file, run),
    ...claimChecks(file, run, reader),
  ].sort((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step))
  const isWhole = checks.every(({ isPassed }) => isPassed)
  const facts = [
    ...(isWhole ? [...levyFacts(file, reader), ...runFacts(file, run), ...inputFacts(file)] : []),
    ...checkpointFacts(run.checkpoint, reader),
  ]
  return { checks, facts, run }
}

const levyFacts = (file: StatementFile, { account }: Reader): Fact[] => {
  const { claim, totals, members, sharesContext } = file
  const { numeraire } = file.claimsContext
  const [base, levy] = [BigInt(claim.base), BigInt(file.levy)]
  const rate = base === 0n ? '0' : toPercent(fraction(levy, base), { digits: 4 })
  const own = members === undefined ? null : ownShare(file, account)
  const isCapped = claim.class !== 'exempt' && claim.cap !== claim.base
  return [
    privateFact('Account', account ?? claim.account),
    ...(members === undefined
      ? []
      : [privateFact('Accounts of one owner', members.ids.join(', '))]),
    privateFact('Class', claim.class),
    privateFact(`Base (${numeraire})`, money(file, base)),
    ...(isCapped ? [privateFact('Most that may be taken', money(file, BigInt(claim.cap)))] : []),
    privateFact('Levy', `${money(file, levy)}, ${rate} % of the base`),
    ...(own === null ? [] : [privateFact('Levy of this account', money(file, own))]),
    privateFact('Kept', money(file, base - levy)),
    publicFact('All levies', money(file, BigInt(totals.levy))),
    publicFact(
      'Collected',
      `${money(file, BigInt(sharesContext.collected))}, of which ${money(file, BigInt(file.residual))} is the operator’s rounding residual`,
    ),
  ]
}

/** The part of a group's levy that falls on one of its accounts: by base, largest remainder. */
const ownShare = (
  { inputs, levy, claim }: StatementFile,
  account: string | null,
): bigint | null => {
  const place = inputs.findIndex((input) => input.account === account)
  const amount = BigInt(levy)
  const claims = inputs.map((input): Claim => ({
    account: input.account,
    owner: null,
    class: claim.class,
    base: BigInt(input.base),
    ...{ equity: null, cap: null, weight: null, score: null },
  }))
  if (place < 0 || amount > sum(claims.map(({ base }) => base))) return null
  return splitOverMembers(claims, amount)[place] ?? null
}

const runFacts = (file: StatementFile, run: LoggedRun): Fact[] => {
  const { claimsContext, sharesContext, counts } = file
  const report =
    file.reportVersion === null
      ? 'not published yet'
      : `${file.reportId}, version ${file.reportVersion}`
  return [
    publicFact('Report', report),
    publicFact('Clawback', `${sharesContext.clawbackId}, revision ${sharesContext.revision}`),
    publicFact('Run digest', run.proposal.entry.runDigest),
    publicFact('Rule', `${sharesContext.schedule.rule}, ${sharesContext.schedule.rounding}`),
    publicFact('Snapshot', `${claimsContext.snapshotId}, cut off at ${claimsContext.cutoff}`),
    publicFact(
      'Population',
      `${count(claimsContext.accounts)} claims: ${count(counts.eligible)} eligible, ${count(counts.house)} house, ${count(counts.exempt)} exempt`,
    ),
    publicFact('Losses', `${count(run.proposal.entry.lossEvents)} in scope`),
    publicFact(
      'Sign-offs',
      `${run.execution.entry.decisions.length} in the log; their keys are not checked here`,
    ),
  ]
}

/** To be compared with the reader's own history. */
const inputFacts = (file: StatementFile): Fact[] =>
  file.inputs.map(({ account, base, equity, cap }) => {
    const parts = [
      `base ${money(file, BigInt(base))}`,
      ...(equity === undefined ? [] : [`equity ${money(file, BigInt(equity))}`]),
      ...(cap === undefined ? [] : [`cap ${money(file, BigInt(cap))}`]),
    ]
    return privateFact(`Compare with your history: ${account}`, parts.join(', '))
  })

const money = ({ claimsContext: { asset, scale } }: StatementFile, amount: bigint): string =>
  `${groupThousands(formatAmount(amount, { scale: Number(scale) }))} ${asset}`

const count = (digits: string): string => groupThousands(digits)
