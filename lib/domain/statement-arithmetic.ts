// The lines of a statement: every rule, limit and rounding as a trader follows it on paper.
import type { ChargeableClaim } from './allocation-group'
import { exactLevies, levy as levyOf, remainderOf } from './allocation-levy'
import { isBelowThreshold, limitsFromJson, type Limits } from './allocation-limits'
import type { Schedule } from './allocation-schedule'
import { compareScores } from './allocation-score'
import { exactShare } from './allocation-wording'
import { compareAccounts } from './claim'
import {
  compareFractions,
  formatFractionShort,
  type Fraction,
  fraction,
  fractionFromJson,
  fractionToJson,
  toDecimalFloor,
} from './fraction'
import { formatAmount, groupThousands } from './money'

/** `value` is written for people; `isResult` marks the lines that a reader looks for. */
export type ArithmeticLine = { label: string; value: string; isResult: boolean }

/** What the lines are written from: the schedule and its two totals, and how amounts are written. */
export type ArithmeticInput = {
  schedule: Schedule
  collected: bigint
  chargedBase: bigint
  scale: number
  numeraire: string
}

/**
 * From the base of one charged claim (an owner's accounts as one) to its levy in whole units: what
 * the rule asks, what the limits leave of it, and how it is rounded. `whose` labels the base.
 */
export const arithmeticLines = (
  input: ArithmeticInput,
  claim: ChargeableClaim,
  whose: string,
): ArithmeticLine[] => {
  const limits = limitsFromJson(input.schedule.limits)
  const base = line(whose, money(input, claim.base))
  if (isBelowThreshold(claim, limits)) {
    const threshold = money(input, limits.exemptBelow ?? 0n)
    return [base, line(`Below the threshold of ${threshold}`, 'pays nothing')]
  }
  const exact = exactLevies(input.schedule)(claim)
  return [
    base,
    ...ruleLines(input, claim),
    ...limitLines(input, claim, limits),
    ...(input.schedule.rule === 'queue' ? [] : [line('= exactly', decimal(input, exact))]),
    ...(input.schedule.rule === 'queue' ? [] : roundingLines(input, claim, exact)),
  ]
}

/** A line on the way to the result. */
export const line = (label: string, value: string): ArithmeticLine => ({
  label,
  value,
  isResult: false,
})

/** Minor units as people read them. */
export const money = ({ scale }: Pick<ArithmeticInput, 'scale'>, amount: bigint): string =>
  groupThousands(formatAmount(amount, { scale }))

/** Four digits beyond the unit, cut off; whole units without them. */
const decimal = ({ scale }: ArithmeticInput, amount: Fraction): string => {
  const { numerator, denominator } = fraction(amount.numerator, amount.denominator)
  if (denominator === 1n) return money({ scale }, numerator)
  const exact = { numerator, denominator: denominator * 10n ** BigInt(scale) }
  return `${groupThousands(toDecimalFloor(exact, { digits: scale + 4 }))}…`
}

const ruleLines = (input: ArithmeticInput, claim: ChargeableClaim): ArithmeticLine[] => {
  const { schedule, numeraire } = input
  switch (schedule.rule) {
    case 'pro-rata':
      return proportionalLines(input, claim, fractionFromJson(schedule.theta))
    case 'equal-levy':
      return [
        line('The same amount for everybody', decimal(input, fractionFromJson(schedule.theta))),
        line(`At most, this ${numeraire}`, money(input, claim.base)),
      ]
    case 'level-down':
      return [
        line('− level down to which all are cut', decimal(input, fractionFromJson(schedule.mu))),
      ]
    case 'talmud':
      return halfLines(input, claim, schedule)
    case 'queue':
      return queueLines(input, claim, schedule)
  }
}

const proportionalLines = (
  input: ArithmeticInput,
  claim: ChargeableClaim,
  theta: Fraction,
): ArithmeticLine[] => {
  const weight = claim.weight ?? { numerator: 1n, denominator: 1n }
  return [
    ...(input.schedule.weighted ? [line('× weight', formatFractionShort(weight))] : []),
    ...factorLines(input, theta),
  ]
}

/** Where θ is the plain rate, the two published totals say more than the reduced fraction. */
const factorLines = (input: ArithmeticInput, theta: Fraction): ArithmeticLine[] => {
  const isRate = theta.numerator * input.chargedBase === theta.denominator * input.collected
  return isRate
    ? [
        line('× loss to share', money(input, input.collected)),
        line(`÷ ${input.numeraire} of all accounts`, money(input, input.chargedBase)),
      ]
    : [
        line('× θ, numerator', groupThousands(theta.numerator.toString())),
        line('÷ θ, denominator', groupThousands(theta.denominator.toString())),
      ]
}

const halfLines = (
  input: ArithmeticInput,
  { base }: ChargeableClaim,
  { theta, half }: Extract<Schedule, { rule: 'talmud' }>,
): ArithmeticLine[] => {
  const [part, same] = [fraction(base, 2n), fractionFromJson(theta)]
  const least = compareFractions(part, same) < 0 ? part : same
  const halves = line('Half of it', decimal(input, part))
  return half === 'low'
    ? [
        halves,
        line('The same amount for everybody', decimal(input, same)),
        line('The smaller of the two is taken', decimal(input, least)),
      ]
    : [
        halves,
        line('The same amount kept by everybody', decimal(input, same)),
        line('The smaller of the two is kept, the rest taken', decimal(input, least)),
      ]
}

const queueLines = (
  input: ArithmeticInput,
  claim: ChargeableClaim,
  { score, cutoff }: Extract<Schedule, { rule: 'queue' }>,
): ArithmeticLine[] => {
  const rank = claim.score === null ? -1 : compareScores(claim.score, score)
  const scores = [
    line('Score', claim.score ?? 'none'),
    line('Score at which the loss was met', score),
  ]
  if (rank > 0) return [...scores, line('Above it', 'pays the whole')]
  if (rank < 0) return [...scores, line('Below it', 'pays nothing')]
  if (claim.account === cutoff?.account) {
    return [
      ...scores,
      line('Last in the queue: pays what is left', money(input, BigInt(cutoff.amount))),
    ]
  }
  const isBefore = compareAccounts(claim.account, cutoff?.account ?? '') < 0
  return [
    ...scores,
    isBefore
      ? line('Same score, before the last account by name', 'pays the whole')
      : line('Same score, after the last account by name', 'pays nothing'),
  ]
}

/** Everything that keeps a claim from losing its whole base, each where it is given. */
const limitLines = (
  input: ArithmeticInput,
  claim: ChargeableClaim,
  { capFraction, minEquity }: Limits,
): ArithmeticLine[] => {
  const lines: ArithmeticLine[] = []
  if (claim.cap !== null && claim.cap < claim.base) {
    lines.push(line('At most, by its cap', money(input, claim.cap)))
  }
  if (capFraction !== null) {
    const most = (claim.base * capFraction.numerator) / capFraction.denominator
    lines.push(line(`At most ${exactShare(fractionToJson(capFraction))} of it`, money(input, most)))
  }
  if (minEquity !== null && claim.equity !== null) {
    const spare = claim.equity > minEquity ? claim.equity - minEquity : 0n
    const label = `At most, so that ${money(input, minEquity)} of equity stays`
    lines.push(line(label, money(input, spare)))
  }
  return lines
}

const REMAINDER_DIGITS = 6

const roundingLines = (
  input: ArithmeticInput,
  claim: ChargeableClaim,
  exact: Fraction,
): ArithmeticLine[] => {
  const floor = exact.numerator / exact.denominator
  const down = line('Rounded down', money(input, floor))
  const { remainder } = input.schedule
  const own = remainderOf(exact)
  if (remainder === undefined || own.numerator === 0n) return [down]
  const least = fractionFromJson(remainder)
  const part = (value: Fraction) => toDecimalFloor(value, { digits: REMAINDER_DIGITS })
  const isTied = compareFractions(own, least) === 0
  const isUp = levyOf(input.schedule, claim) > floor
  return [
    down,
    line('Part of a unit that was cut off', `${part(own)}…`),
    line('Larger parts pay one unit more', `${part(least)}…`),
    line(
      isTied ? 'The same part: the name of the account decides' : 'One unit more',
      isUp ? money(input, 1n) : 'no',
    ),
  ]
}
