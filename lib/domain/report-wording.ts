// The sentences of a public report: the summary, the formula, the worked example, what it proves.
import { fraction, toDecimalFloor } from './fraction'
import { formatAmount, groupThousands, mulDivFloor } from './money'
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
  const money = (amount: string) => `${units(envelope)(amount)} ${scope.asset}`
  const losses = input.markets.length
  const markets = new Set(input.markets).size
  return [
    `${groupThousands(String(losses))} ${losses === 1 ? 'liquidation' : 'liquidations'} in ${markets} ${markets === 1 ? 'market' : 'markets'} closed below bankruptcy and left ${money(result.waterfall.grossLoss)} missing.`,
    `The insurance fund paid ${money(result.waterfall.fundDraw)}; we paid ${money(result.waterfall.operatorDraw)} of our own.`,
    `The rest, ${money(result.waterfall.toMutualise)}, was shared by the accounts in scope at ${input.cutoffAt.replace('T', ' ').replace('Z', ' UTC')}: ${ratePercent} % of ${scope.numeraire}, ${units(envelope)(inputs.population.chargedBase)} in all.`,
    `${groupThousands(result.accountsCharged)} accounts paid. Every levy is rounded down; the ${money(result.residual)} that this leaves is paid by us.`,
    'Anyone who paid can recompute the amount from the numbers on this page.',
    'If any of the lost money is recovered, it goes first to those who paid.',
  ].join(' ')
}

const isPlain = ({ result, inputs }: Envelope): boolean =>
  !result.schedule.weighted &&
  BigInt(result.schedule.theta.numerator) * BigInt(inputs.population.chargedBase) ===
    BigInt(result.schedule.theta.denominator) * BigInt(result.collected)

/** How a levy follows from one account's numbers, in one line. */
export const formula = (envelope: Envelope): string => {
  const { scope, result, inputs } = envelope
  if (isPlain(envelope)) {
    return `levy = ${scope.numeraire} × ${units(envelope)(result.collected)} ÷ ${units(envelope)(inputs.population.chargedBase)}, rounded down to the unit`
  }
  const { numerator, denominator } = result.schedule.theta
  const weight = result.schedule.weighted ? 'weight × ' : ''
  return `levy = the smaller of ${weight}${scope.numeraire} × ${numerator} ÷ ${denominator} and the account’s cap, rounded down to the unit`
}

/** The rule applied to a profit of 10,000; none where caps or weights make one example misleading. */
export const workedExample = (envelope: Envelope): WorkedExample | null => {
  if (!isPlain(envelope)) return null
  const base = 10_000n * 10n ** BigInt(envelope.scope.scale)
  const { numerator, denominator } = envelope.result.schedule.theta
  const exact = fraction(
    base * BigInt(numerator),
    BigInt(denominator) * 10n ** BigInt(envelope.scope.scale),
  )
  return {
    base: base.toString(),
    exactly: toDecimalFloor(exact, { digits: Number(envelope.scope.scale) + 4 }),
    levy: mulDivFloor(base, BigInt(numerator), BigInt(denominator)).toString(),
  }
}

/** Only sentences that hold for what is published here (transparency.md §8). */
export const VERIFICATION = {
  proves: [
    'You can recompute your levy from your own numbers and the published schedule.',
    'The parts of the waterfall on this page add up to the loss, to the unit.',
  ],
  doesNotProve: [
    'That the losses were unavoidable or measured correctly: they are the operator’s statement.',
    'That the profits of other accounts are right, or that accounts were rightly classed.',
    'That everybody sees the same report.',
  ],
}

const units =
  ({ scope }: Envelope) =>
  (amount: string | bigint) =>
    groupThousands(formatAmount(BigInt(amount), { scale: Number(scope.scale) }))
