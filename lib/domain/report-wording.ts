// The sentences of a public report: the summary, the formula, the worked example, what it proves.
import type { ChargeableClaim } from './allocation-group'
import { exactLevies, remainderOf } from './allocation-levy'
import type { Schedule, SealedSchedule } from './allocation-schedule'
import { termsInWords } from './allocation-wording'
import {
  compareFractions,
  fraction,
  type FractionJson,
  fractionFromJson,
  toDecimalFloor,
} from './fraction'
import { formatAmount, groupThousands } from './money'
import type { Envelope } from './signoff'

export type WorkedExample = { base: string; exactly: string; levy: string }

/** What happened in plain English, at most 150 words; `markets` of one entry per loss. */
export const plainSummary = (input: {
  envelope: Envelope
  markets: readonly string[]
  cutoffAt: string
  ratePercent: string
}): string => {
  const { envelope, ratePercent } = input
  const { result, scope, inputs } = envelope
  const money = moneyIn(envelope)
  const losses = input.markets.length
  const markets = new Set(input.markets).size
  return [
    `${groupThousands(String(losses))} ${losses === 1 ? 'liquidation' : 'liquidations'} in ${markets} ${markets === 1 ? 'market' : 'markets'} closed below bankruptcy and left ${money(result.waterfall.grossLoss)} missing.`,
    `The insurance fund paid ${money(result.waterfall.fundDraw)}; we paid ${money(result.waterfall.operatorDraw)} of our own.`,
    `The rest, ${money(result.waterfall.toMutualise)},${uncoveredPart(envelope, money)} was shared by the accounts in scope at ${input.cutoffAt.replace('T', ' ').replace('Z', ' UTC')} (${termsInWords(result.schedule)}): ${ratePercent} % of ${scope.numeraire}, ${units(envelope)(inputs.population.chargedBase)} in all.`,
    `${groupThousands(result.accountsCharged)} accounts paid. ${residualSentence(envelope, money)}`,
    result.schedule.cutoff === undefined
      ? 'Anyone who paid can recompute the amount from the numbers on this page.'
      : 'Anyone who paid can recompute the amount from the numbers on this page and on his statement.',
  ].join(' ')
}

const uncoveredPart = ({ result }: Envelope, money: (amount: string) => string): string =>
  result.uncovered === '0' ? '' : ` less ${money(result.uncovered)} that nobody has paid,`

const residualSentence = ({ result }: Envelope, money: (amount: string) => string): string => {
  if (result.residual === '0') return 'The levies add up to the amount exactly.'
  return `Every levy is rounded down; the ${money(result.residual)} that this leaves is paid by us.`
}

/** Whether one rate holds for everybody: pro-rata that no weight, cap or limit bends. */
const isPlain = ({ result, inputs }: Envelope): boolean => {
  const { schedule } = result
  return (
    schedule.rule === 'pro-rata' &&
    !schedule.weighted &&
    BigInt(schedule.theta.numerator) * BigInt(inputs.population.chargedBase) ===
      BigInt(schedule.theta.denominator) * BigInt(result.collected)
  )
}

/** Whether every account may lose its whole base. */
const isUncapped = ({ inputs }: Envelope): boolean =>
  inputs.population.chargedBase === inputs.population.capacity

/** How a levy follows from one account's numbers, in one line. */
export const formula = (envelope: Envelope): string => {
  const { rule, rounding } = envelope.result.schedule
  const how = rounding === 'floor' ? 'rounded down to the unit' : 'rounded by largest remainder'
  const rounded = rule === 'queue' ? '' : `, ${how}`
  const most = isPlain(envelope) || isUncapped(envelope) ? '' : ', at most the account’s cap'
  return `levy = ${exactFormula(envelope)}${most}${rounded}`
}

const exactFormula = (envelope: Envelope): string => {
  const { scope, result, inputs } = envelope
  const { schedule } = result
  const own = scope.numeraire
  const amount = (constant: FractionJson) => constantText(envelope, constant)
  switch (schedule.rule) {
    case 'pro-rata': {
      if (isPlain(envelope)) {
        return `${own} × ${units(envelope)(result.collected)} ÷ ${units(envelope)(inputs.population.chargedBase)}`
      }
      const { numerator, denominator } = schedule.theta
      return `${schedule.weighted ? 'weight × ' : ''}${own} × ${numerator} ÷ ${denominator}`
    }
    case 'equal-levy':
      return `the smaller of ${own} and ${amount(schedule.theta)}`
    case 'level-down':
      return `what the ${own} exceeds ${amount(schedule.mu)} by`
    case 'talmud':
      return schedule.half === 'low'
        ? `the smaller of ${own} ÷ 2 and ${amount(schedule.theta)}`
        : `${own} − the smaller of ${own} ÷ 2 and ${amount(schedule.theta)}`
    case 'queue':
      return `the whole ${own} above score ${schedule.score}, nothing below it; at it by account name until the loss is met`
  }
}

/** A constant of minor units in currency units; where it does not end, the exact quotient. */
const constantText = ({ scope }: Envelope, constant: FractionJson): string => {
  const scale = Number(scope.scale)
  const { numerator, denominator } = fractionFromJson(constant)
  if (denominator === 1n) return groupThousands(formatAmount(numerator, { scale }))
  const quotient = groupThousands(formatAmount(numerator, { scale }))
  return `${quotient} ÷ ${groupThousands(denominator.toString())}`
}

/** How levies become whole units, and who bears what is left. */
export const roundingText = ({ result }: Envelope): string => {
  if (result.schedule.rule === 'queue') return 'none: every levy is a whole amount'
  return result.schedule.rounding === 'floor'
    ? 'each levy is rounded down to the unit; the operator pays the residual'
    : 'each levy is rounded down, then the largest parts cut off pay one unit more until the levies add up exactly'
}

/** The rule applied to a base of 10,000; none where caps, weights, scores or a tie make one example misleading. */
export const workedExample = (envelope: Envelope): WorkedExample | null => {
  const { schedule } = envelope.result
  const isOne = isPlain(envelope) || (isUncapped(envelope) && schedule.rule !== 'pro-rata')
  if (!isOne || schedule.rule === 'queue' || schedule.limits !== undefined) return null
  const scale = Number(envelope.scope.scale)
  const base = 10_000n * 10n ** BigInt(scale)
  const { numerator, denominator } = exactLevies(withNobodyMarginal(schedule))(plainClaim(base))
  const up = isRoundedUp(schedule, { numerator, denominator })
  if (up === null) return null
  return {
    base: base.toString(),
    exactly: toDecimalFloor(fraction(numerator, denominator * 10n ** BigInt(scale)), {
      digits: scale + 4,
    }),
    levy: (numerator / denominator + (up ? 1n : 0n)).toString(),
  }
}

const plainClaim = (base: bigint): ChargeableClaim => ({
  account: '',
  class: 'eligible',
  base,
  equity: null,
  cap: null,
  weight: null,
  score: null,
})

/** Before rounding nothing depends on who is marginal, so nobody may stand in for him. */
const withNobodyMarginal = ({ cutoff, ...schedule }: SealedSchedule): Schedule =>
  cutoff === undefined ? schedule : { ...schedule, cutoff: { account: '', amount: '0' } }

/** Null where the name of an account would decide. */
const isRoundedUp = (
  { remainder }: SealedSchedule,
  exact: { numerator: bigint; denominator: bigint },
): boolean | null => {
  if (remainder === undefined) return false
  const order = compareFractions(remainderOf(exact), fractionFromJson(remainder))
  return order === 0 ? null : order > 0
}

/** Only sentences that hold for what is published here (transparency.md §8). */
export const verification = ({ result }: Envelope) => ({
  proves: [
    result.schedule.cutoff === undefined
      ? 'You can recompute your levy from your own numbers and the published schedule.'
      : 'You can recompute your levy from your own numbers and the published schedule; where you tie with the last account charged, your statement names it.',
    'Your levy is included in the published total.',
    'The population was committed in the log before the proposal.',
    'This report is in the log at the checkpoint that its proof names; whoever kept a checkpoint notices a change.',
    'The parts of the waterfall on this page add up to the loss, to the unit.',
  ],
  doesNotProve: [
    'That registered keys signed this run: the log names the digests of its sign-off statements, and no evidence of the keys behind them is published yet.',
    'That the losses were unavoidable or measured correctly: they are the operator’s statement.',
    'What the numbers, caps and weights of other accounts are, and whether accounts were rightly classed as exempt or house.',
    'That your own numbers are right: compare them with your history, and the debit with your levy.',
    'That everybody sees the same report, unless witnesses signed the checkpoint.',
    'That the scheme of the trees, LMST-1, has no weakness: it is our own construction and has had no outside review.',
  ],
})

/** Minor units with the asset's name, as the public reads them. */
export const moneyIn =
  (envelope: Envelope) =>
  (amount: string | bigint): string =>
    `${units(envelope)(amount)} ${envelope.scope.asset}`

const units =
  ({ scope }: Envelope) =>
  (amount: string | bigint) =>
    groupThousands(formatAmount(BigInt(amount), { scale: Number(scope.scale) }))
