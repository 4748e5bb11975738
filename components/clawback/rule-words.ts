// Rules, roundings and limits in words: what each does, and how a run differs from its policy.
import { moneyText, type AssetUnit } from '@/components/ui/money-text'
import type { LimitsJson } from '@/lib/domain/allocation-limits'
import type { Rounding, Rule } from '@/lib/domain/allocation-schedule'
import { formatFractionShort, fraction, fractionFromJson } from '@/lib/domain/fraction'

type RuleWords = {
  name: string
  // As it stands inside a sentence: "shared by …".
  inSentence: string
  does: (numeraire: string) => string
}

const wordsOfRule: Record<Rule, RuleWords> = {
  'pro-rata': {
    name: 'Pro-rata',
    inSentence: 'pro-rata',
    does: (numeraire) => `Everybody gives the same share of his ${numeraire}.`,
  },
  'equal-levy': {
    name: 'Equal levy',
    inSentence: 'equal levy',
    does: (numeraire) => `Everybody gives the same amount, at most his ${numeraire}.`,
  },
  'level-down': {
    name: 'Level-down',
    inSentence: 'level-down',
    does: (numeraire) => `Whoever has more ${numeraire} than one level is cut down to it.`,
  },
  talmud: {
    name: 'Talmud',
    inSentence: 'Talmud',
    does: (numeraire) =>
      `Everybody gives the same amount, at most half his ${numeraire}; if more is needed than half of all, everybody keeps the same amount, at most half.`,
  },
  queue: {
    name: 'Queue by score',
    inSentence: 'queue by score',
    does: (numeraire) =>
      `Highest score first, the whole ${numeraire} of each, until the amount is met.`,
  },
}

const nameOfRounding: Record<Rounding, { name: string; inSentence: string }> = {
  floor: { name: 'Rounded down', inSentence: 'each levy rounded down' },
  'largest-remainder': { name: 'Largest remainder', inSentence: 'rounded by largest remainder' },
}

/** Every rule and rounding, in the order in which they are offered. */
export const ruleChoices: readonly Rule[] = [
  'pro-rata',
  'equal-levy',
  'level-down',
  'talmud',
  'queue',
]
export const roundingChoices: readonly Rounding[] = ['floor', 'largest-remainder']

export const ruleName = (rule: Rule): string => wordsOfRule[rule].name
export const ruleDoes = (rule: Rule, numeraire: string): string => wordsOfRule[rule].does(numeraire)
export const roundingName = (rounding: Rounding): string => nameOfRounding[rounding].name

type RuleTerms = { rule: Rule; rounding: Rounding }

/** "equal levy, rounded by largest remainder"; the queue takes whole amounts and rounds nothing. */
export const termsText = ({ rule, rounding }: RuleTerms): string =>
  `${wordsOfRule[rule].inSentence}, ${nameOfRounding[rounding].inSentence}`

type Announced = RuleTerms & { id: string; version: number }

/** That a run takes another rule or rounding than its policy announced; null when it does not. */
export const departureText = (terms: RuleTerms, policy: Announced): string | null =>
  terms.rule === policy.rule && terms.rounding === policy.rounding
    ? null
    : `This departs from policy ${policy.id} version ${policy.version}, which says ${termsText(policy)}.`

export type LimitWords = { asset: AssetUnit; numeraire: string }

/** The limits of a policy, one sentence each. */
export const limitSentences = (
  limits: LimitsJson | undefined,
  { asset, numeraire }: LimitWords,
): string[] => {
  const { capFraction, minEquity, exemptBelow } = limits ?? {}
  return [
    ...(capFraction === undefined
      ? []
      : [`Nobody gives more than ${shareText(capFraction)} of his ${numeraire}.`]),
    ...(minEquity === undefined
      ? []
      : [`Where equity is known, nobody is brought below ${moneyText(minEquity, asset)} of it.`]),
    ...(exemptBelow === undefined
      ? []
      : [`Below ${moneyText(exemptBelow, asset)} of ${numeraire} nobody gives anything.`]),
  ]
}

/** "50 %", "12.5 %", or the fraction itself where a percentage would not be exact. */
const shareText = (share: NonNullable<LimitsJson['capFraction']>): string => {
  const { numerator, denominator } = fractionFromJson(share)
  const tenThousandths = fraction(numerator * 1_000_000n, denominator)
  if (tenThousandths.denominator !== 1n) return formatFractionShort({ numerator, denominator })
  const digits = tenThousandths.numerator.toString().padStart(5, '0')
  const decimals = digits.slice(-4).replace(/0+$/, '')
  return `${digits.slice(0, -4)}${decimals === '' ? '' : `.${decimals}`} %`
}
