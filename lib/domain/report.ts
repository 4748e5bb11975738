// The public report of an executed run: canonical JSON in which no account and no person can be found.
import { departure, limitsInWords } from './allocation-wording'
import type { ClaimClass } from './claim'
import type { FractionJson } from './fraction'
import { fraction, toPercent } from './fraction'
import type { ClaimsContext, ClassCounts, SharesContext, Totals } from './merkle-sum-tree/format'
import {
  formula,
  moneyIn,
  plainSummary,
  roundingText,
  verification,
  workedExample,
  type WorkedExample,
} from './report-wording'
import { type Envelope, fingerprint, subjectDigest } from './signoff'

export type PublicCell = {
  from: string
  to: string | null
  accounts: string
  base: string
  levy: string
}
export type PublicClass = {
  class: ClaimClass | 'eligible and house'
  accounts: string
  base: string | null
}
export type PublicLoss = {
  market: string
  minute: string
  side: string | null
  bankruptcyPrice: string | null
  fillPrice: string | null
  shortfall: string
}
/** Totals and counts of the tree, or their salted digest where some class is too small to be shown. */
export type PublicPopulation =
  { totals: Omit<Totals, 'levy'>; counts: ClassCounts } | { digest: string }

/** What a statement is checked against: both trees of the run, as they stand in the log. */
export type PublicTrees = {
  claimsContext: ClaimsContext
  sharesContext: SharesContext
  claimsRoot: string
  sharesRoot: string
  levied: string
  residual: string
  population: PublicPopulation
}
export type PublicDecision = { at: string; officer: string; decision: string }

/** Amounts are integers of minor units, times UTC; `null` means not published or not known. */
export type Report = {
  v: 1
  type: 'report'
  id: string
  version: string
  status: 'final'
  env: string
  venue: string
  supersedes: null
  publishedAt: string
  asset: { code: string; scale: string }
  numeraire: string
  run: {
    clawbackId: string
    revision: string
    runDigest: string
    fingerprint: string
    snapshotDigest: string
    engine: { version: string; buildDigest: string }
  }
  summary: string
  keyFigures: {
    grossLoss: string
    borneByVenue: string
    levied: string
    rate: FractionJson
    ratePercent: string
    accountsInScope: string
    accountsCharged: string
    accountsNotCharged: string
  }
  timeline: { at: string; event: string }[]
  fund: { balance: string; floor: string; committed: string; usable: string }
  waterfall: {
    grossLoss: string
    fundDraw: string
    operatorDraw: string
    toMutualise: string
    levied: string
    residual: string
    uncovered: string
  }
  rule: {
    policy: Envelope['policy']
    /** That the run applied other terms than its policy announced; null when it did not. */
    departure: string | null
    formula: string
    limits: string[]
    rounding: string
    schedule: Envelope['result']['schedule']
    example: WorkedExample | null
  }
  scope: PublicClass[]
  losses: PublicLoss[]
  distribution: PublicCell[]
  trees: PublicTrees
  governance: PublicDecision[]
  verification: { proves: string[]; doesNotProve: string[] }
}

export type ReportInput = {
  envelope: Envelope
  venue: string
  publishedAt: string
  executedAt: string
  cutoffAt: string
  frozenAt: string
  proposedAt: string
  losses: {
    market: string
    occurredAt: string
    side: string | null
    bankruptcyPrice: string | null
    fillPrice: string | null
    shortfall: string
  }[]
  classes: { class: ClaimClass; accounts: number; base: string }[]
  cells: { from: bigint; to: bigint | null; accounts: number; base: bigint; levy: bigint }[]
  decisions: PublicDecision[]
  trees: Omit<PublicTrees, 'levied' | 'residual'>
}

/**
 * Builds version 1 of a report from the signed envelope and stored rows. Pure; amounts stay minor
 * units. Loss times are cut to the minute, classes of fewer than ten accounts are folded away.
 * Source: transparency.md §2 and §7.
 */
export const buildReport = (input: ReportInput): Report => {
  const { envelope } = input
  const { result, inputs, scope } = envelope
  const digest = subjectDigest(envelope)
  return {
    v: 1,
    type: 'report',
    id: envelope.clawbackId,
    version: '1',
    status: 'final',
    env: envelope.env,
    venue: input.venue,
    supersedes: null,
    publishedAt: input.publishedAt,
    asset: { code: scope.asset, scale: scope.scale },
    numeraire: scope.numeraire,
    run: {
      clawbackId: envelope.clawbackId,
      revision: envelope.revision,
      runDigest: digest,
      fingerprint: fingerprint(digest),
      snapshotDigest: inputs.snapshotDigest,
      engine: envelope.engine,
    },
    summary: plainSummary({
      envelope,
      markets: input.losses.map(({ market }) => market),
      cutoffAt: input.cutoffAt,
      ratePercent: keyFigures(input).ratePercent,
    }),
    keyFigures: keyFigures(input),
    timeline: timeline(input),
    fund: inputs.fund,
    waterfall: {
      ...result.waterfall,
      levied: result.levied,
      residual: result.residual,
      uncovered: result.uncovered,
    },
    rule: {
      policy: envelope.policy,
      departure: departure(result.schedule, envelope.policy),
      formula: formula(envelope),
      limits: limitsInWords(result.schedule.limits, {
        money: moneyIn(envelope),
        numeraire: scope.numeraire,
      }),
      rounding: roundingText(envelope),
      schedule: result.schedule,
      example: workedExample(envelope),
    },
    scope: publicClasses(input.classes),
    losses: input.losses.map(({ occurredAt, ...loss }) => ({
      ...loss,
      minute: toMinute(occurredAt),
    })),
    distribution: input.cells.map((cell) => ({
      from: cell.from.toString(),
      to: cell.to?.toString() ?? null,
      accounts: String(cell.accounts),
      base: cell.base.toString(),
      levy: cell.levy.toString(),
    })),
    trees: { ...input.trees, levied: result.levied, residual: result.residual },
    governance: input.decisions,
    verification: verification(envelope),
  }
}

const keyFigures = ({ envelope, classes }: ReportInput): Report['keyFigures'] => {
  const { result, inputs } = envelope
  const inScope = classes.reduce(
    (all, one) => (one.class === 'exempt' ? all : all + one.accounts),
    0,
  )
  const borne =
    BigInt(result.waterfall.fundDraw) +
    BigInt(result.waterfall.operatorDraw) +
    BigInt(result.residual)
  const rate = fraction(BigInt(result.collected), BigInt(inputs.population.chargedBase))
  return {
    grossLoss: result.waterfall.grossLoss,
    borneByVenue: borne.toString(),
    levied: result.levied,
    rate: { numerator: rate.numerator.toString(), denominator: rate.denominator.toString() },
    ratePercent: toPercent(rate, { digits: 4 }),
    accountsInScope: String(inScope),
    accountsCharged: result.accountsCharged,
    accountsNotCharged: publicCount(inScope - Number(result.accountsCharged)),
  }
}

const timeline = (input: ReportInput): Report['timeline'] => {
  const times = input.losses.map(({ occurredAt }) => toMinute(occurredAt)).sort()
  const events = [
    { at: times[0] ?? input.cutoffAt, event: 'First loss in scope' },
    { at: times.at(-1) ?? input.cutoffAt, event: 'Last loss in scope' },
    { at: input.cutoffAt, event: 'Cut-off of the snapshot of claims' },
    { at: input.frozenAt, event: 'Snapshot frozen' },
    { at: input.proposedAt, event: `Clawback proposed, revision ${input.envelope.revision}` },
    ...input.decisions
      .filter(({ decision }) => decision !== 'propose')
      .map(({ at }) => ({ at, event: 'Approved by a second officer' })),
    { at: input.executedAt, event: 'Executed' },
    { at: input.publishedAt, event: 'This report, version 1' },
  ]
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

// A loss to the second could be matched with the liquidation of one account.
const toMinute = (moment: string): string => `${moment.slice(0, 16)}:00Z`

/** No public figure speaks of fewer people (transparency.md §7). */
export const FEWEST_ACCOUNTS = 10

/** What an officer is told of a run that charges fewer, before it is proposed and when it is refused. */
export const TOO_FEW_TO_PUBLISH = `Fewer than ${FEWEST_ACCOUNTS} accounts are charged: a public report would tell what single accounts paid, so this run can be executed but not published.`

/** A count of accounts that says nothing about a few of them. */
const publicCount = (accounts: number): string =>
  accounts > 0 && accounts < FEWEST_ACCOUNTS ? '<10' : String(accounts)

/** Few house accounts are told together with the eligible ones, few exempt ones without their sum. */
const publicClasses = (classes: ReportInput['classes']): PublicClass[] => {
  const of = (name: ClaimClass) =>
    classes.find((one) => one.class === name) ?? { accounts: 0, base: '0' }
  const [eligible, house, exempt] = [of('eligible'), of('house'), of('exempt')]
  const isFew = ({ accounts }: { accounts: number }) => accounts > 0 && accounts < FEWEST_ACCOUNTS
  const charged: PublicClass[] =
    isFew(house) || isFew(eligible)
      ? [
          {
            class: 'eligible and house',
            accounts: String(eligible.accounts + house.accounts),
            base: (BigInt(eligible.base) + BigInt(house.base)).toString(),
          },
        ]
      : [
          { class: 'eligible', accounts: String(eligible.accounts), base: eligible.base },
          { class: 'house', accounts: String(house.accounts), base: house.base },
        ]
  return [
    ...charged,
    {
      class: 'exempt',
      accounts: publicCount(exempt.accounts),
      base: isFew(exempt) ? null : exempt.base,
    },
  ]
}
