// One account's statement: its levy recomputed line by line from its own numbers and the schedule.
import { levy as levyOf, type Schedule } from './allocation'
import { groupByOwner, splitOverMembers } from './allocation-group'
import { assert } from './assert'
import type { Claim } from './claim'
import {
  formatFractionShort,
  type Fraction,
  fraction,
  fractionFromJson,
  toDecimalFloor,
} from './fraction'
import { formatAmount, groupThousands } from './money'

/** `value` is written for people; `isResult` marks the lines that a reader looks for. */
export type ArithmeticLine = { label: string; value: string; isResult: boolean }
export type RecomputedLevy = { levy: bigint; payout: bigint; lines: ArithmeticLine[] }
export type StatementInput = {
  account: string
  /** The account's claim and those of its owner's other accounts. */
  claims: readonly Claim[]
  schedule: Schedule
  collected: bigint
  chargedBase: bigint
  scale: number
  asset: string
  numeraire: string
}

/**
 * Recomputes one levy as a trader would on paper: one multiplication, one division, the cap, then
 * the rounding down; accounts of one owner are charged as one and split by base, largest remainder.
 * Amounts in minor units. Refuses (Fault) an account that is not among the claims.
 * Source: allocation.md §2 and §3, transparency.md §4.
 */
export const recomputeLevy = (input: StatementInput): RecomputedLevy => {
  const position = input.claims.findIndex(({ account }) => account === input.account)
  const own = input.claims[position]
  const group = groupByOwner(input.claims)[0]
  assert(own !== undefined && group !== undefined, 'expected the account among its claims')
  const together = levyOf(input.schedule, group.claim)
  const parts = input.claims.length === 1 ? [together] : splitOverMembers(input.claims, together)
  const levy = parts[position] ?? 0n
  const lines =
    own.class === 'exempt'
      ? exemptLines(input, own)
      : [
          ...ruleLines(input, { ...own, base: group.claim.base, cap: group.claim.cap }),
          ...splitLines(input, { own, together }),
        ]
  return {
    levy,
    payout: own.base - levy,
    lines: [
      ...lines,
      { label: 'Levy', value: money(input)(levy), isResult: true },
      {
        label: `${capitalised(input.numeraire)} kept`,
        value: money(input)(own.base - levy),
        isResult: false,
      },
    ],
  }
}

const money =
  ({ scale }: StatementInput) =>
  (amount: bigint) =>
    groupThousands(formatAmount(amount, { scale }))
const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
const line = (label: string, value: string): ArithmeticLine => ({ label, value, isResult: false })

const exemptLines = (input: StatementInput, own: Claim): ArithmeticLine[] => [
  line(capitalised(input.numeraire), money(input)(own.base)),
  line('This account is exempt', 'pays nothing'),
]

const ruleLines = (input: StatementInput, claim: Claim): ArithmeticLine[] => {
  const { schedule, numeraire } = input
  const whose =
    input.claims.length === 1
      ? capitalised(numeraire)
      : `${capitalised(numeraire)} of this owner’s ${input.claims.length} accounts`
  const theta = fractionFromJson(schedule.theta)
  const weight = schedule.weighted ? (claim.weight ?? { numerator: 1n, denominator: 1n }) : null
  const exact = product(theta, weight, claim.base)
  return [
    line(whose, money(input)(claim.base)),
    ...(weight ? [line('× weight', formatFractionShort(weight))] : []),
    ...factorLines(input, theta),
    line(
      '= exactly',
      `${groupThousands(toDecimalFloor(scaled(exact, input.scale), { digits: input.scale + 4 }))}…`,
    ),
    ...(claim.cap === null || claim.cap >= claim.base
      ? []
      : [line('At most, by its cap', money(input)(claim.cap))]),
    line('Rounded down', money(input)(levyOf(schedule, claim))),
  ]
}

/** Where θ is the plain rate, the two published totals say more than the reduced fraction. */
const factorLines = (input: StatementInput, theta: Fraction): ArithmeticLine[] => {
  const isRate = theta.numerator * input.chargedBase === theta.denominator * input.collected
  return isRate
    ? [
        line('× loss to share', money(input)(input.collected)),
        line(`÷ ${input.numeraire} of all accounts`, money(input)(input.chargedBase)),
      ]
    : [
        line('× θ, numerator', groupThousands(theta.numerator.toString())),
        line('÷ θ, denominator', groupThousands(theta.denominator.toString())),
      ]
}

const splitLines = (
  input: StatementInput,
  { own, together }: { own: Claim; together: bigint },
): ArithmeticLine[] =>
  input.claims.length === 1
    ? []
    : [
        line('Levy of the owner, shared by base over his accounts', money(input)(together)),
        line('This account’s base', money(input)(own.base)),
      ]

const product = (theta: Fraction, weight: Fraction | null, base: bigint): Fraction =>
  fraction(
    theta.numerator * base * (weight?.numerator ?? 1n),
    theta.denominator * (weight?.denominator ?? 1n),
  )

const scaled = (value: Fraction, scale: number): Fraction =>
  fraction(value.numerator, value.denominator * 10n ** BigInt(scale))
