// Rule, rounding and limits in plain English, as they are signed, published and shown.
import type { Limits, LimitsJson } from './allocation-limits'
import type { Rounding, Rule } from './allocation-schedule'
import type { TermsProblem } from './allocation-terms'
import { canonicalJson } from './canonical-json'
import { formatFractionShort, fraction, type FractionJson, fractionFromJson } from './fraction'
import { groupThousands } from './money'

/** What a policy announced, or what a run applies. */
export type TermsJson = { rule: Rule; rounding: Rounding; limits?: LimitsJson }

/** How amounts of minor units and the numeraire are written. */
export type Wording = { money: (minorUnits: bigint) => string; numeraire: string }

const RULE_NAMES: Record<Rule, string> = {
  'pro-rata': 'pro-rata',
  'equal-levy': 'equal levy',
  'level-down': 'level-down',
  talmud: 'Talmud',
  queue: 'queue by score',
}

const ROUNDING_NAMES: Record<Rounding, string> = {
  floor: 'each levy rounded down',
  'largest-remainder': 'rounded by largest remainder',
}

/** "equal levy, rounded by largest remainder": rule and rounding inside a sentence; a queue rounds nothing. */
export const termsInWords = ({ rule, rounding }: Pick<TermsJson, 'rule' | 'rounding'>): string =>
  rule === 'queue' ? RULE_NAMES[rule] : `${RULE_NAMES[rule]}, ${ROUNDING_NAMES[rounding]}`

const RULES_IN_WORDS: Record<Rule, (numeraire: string, isCapped: boolean) => string> = {
  'pro-rata': (numeraire, isCapped) =>
    `Everybody gives the same share of his ${numeraire}${isCapped ? ', at most his cap' : ''}.`,
  'equal-levy': (numeraire, isCapped) =>
    `Everybody gives the same amount, at most his ${isCapped ? 'cap' : numeraire}.`,
  'level-down': (numeraire, isCapped) =>
    `Whoever has more ${numeraire} than one level is cut down to it${isCapped ? ', by his cap at most' : ''}.`,
  talmud: (numeraire) =>
    `Everybody gives the same amount, at most half his ${numeraire}; if more is needed than half of all, everybody keeps the same amount, at most half.`,
  queue: (numeraire, isCapped) =>
    `Highest score first, the whole ${isCapped ? 'cap' : numeraire} of each, until the amount is met.`,
}

/** What a rule asks of everybody, one sentence; `isCapped` where somebody may lose less than his base. */
export const ruleInWords = (
  rule: Rule,
  numeraire: string,
  { isCapped = false }: { isCapped?: boolean } = {},
): string => RULES_IN_WORDS[rule](numeraire, isCapped)

/** The limits of a policy, one sentence each; none where nothing is limited. */
export const limitsInWords = (
  limits: LimitsJson | undefined,
  { money, numeraire }: Wording,
): string[] => {
  const { capFraction, minEquity, exemptBelow } = limits ?? {}
  const sentences: string[] = []
  if (capFraction !== undefined) {
    sentences.push(`Nobody gives more than ${exactShare(capFraction)} of his ${numeraire}.`)
  }
  if (minEquity !== undefined) {
    sentences.push(
      `Where equity is known, nobody is brought below ${money(BigInt(minEquity))} of it.`,
    )
  }
  if (exemptBelow !== undefined) {
    sentences.push(`Below ${money(BigInt(exemptBelow))} of ${numeraire} nobody gives anything.`)
  }
  return sentences
}

/** "50 %", "12.5 %", or the fraction itself where four digits of a percentage are not exact. */
export const exactShare = (share: FractionJson): string => {
  const exact = fractionFromJson(share)
  const parts = fraction(exact.numerator * 1_000_000n, exact.denominator)
  if (parts.denominator !== 1n) return formatFractionShort(exact)
  const digits = parts.numerator.toString().padStart(5, '0')
  const decimals = digits.slice(-4).replace(/0+$/, '')
  return `${digits.slice(0, -4)}${decimals === '' ? '' : `.${decimals}`} %`
}

/** That a run applies other terms than its policy announced; null when it does not. */
export const departure = (
  applied: TermsJson,
  policy: { id: string; version: string; terms: TermsJson },
): string | null => {
  const said = `This departs from policy ${policy.id} version ${policy.version}, which says`
  const { rule, rounding, limits } = policy.terms
  const isOtherRounding = applied.rounding !== rounding && rule !== 'queue'
  if (applied.rule !== rule || isOtherRounding) return `${said} ${termsInWords(policy.terms)}.`
  const isOtherLimit = canonicalJson(applied.limits ?? null) !== canonicalJson(limits ?? null)
  return isOtherLimit ? `${said} other limits.` : null
}

type ClaimField = Exclude<TermsProblem['field'], keyof Limits>

const CLAIM_PROBLEMS: Record<ClaimField, { one: string; many: string; why: string }> = {
  score: { one: 'has no score', many: 'have no score', why: 'the queue ranks every claim' },
  weight: { one: 'has a weight', many: 'have weights', why: 'weights belong to pro-rata' },
  cap: {
    one: 'has a cap below its base',
    many: 'have caps below their base',
    why: 'Talmud takes no caps',
  },
}

const LIMIT_NAMES: Record<keyof Limits, string> = {
  capFraction: 'cap fraction',
  minEquity: 'minimum equity',
  exemptBelow: 'exemption threshold',
}

/** Why terms cannot be applied to a population, counted; null when they can. */
export const problemsInWords = (problems: readonly TermsProblem[], rule: Rule): string | null => {
  const fields = [...new Set(problems.map(({ field }) => field))]
  const sentences = fields.map((field) => problemInWords(problems, rule, field))
  return sentences.length === 0 ? null : [...new Set(sentences)].join(' ')
}

const problemInWords = (
  problems: readonly TermsProblem[],
  rule: Rule,
  field: TermsProblem['field'],
): string => {
  if (field === 'score' || field === 'weight' || field === 'cap') {
    const { one, many, why } = CLAIM_PROBLEMS[field]
    const count = problems.filter((problem) => problem.field === field).length
    const said = count === 1 ? `1 claim ${one}` : `${groupThousands(String(count))} claims ${many}`
    return `${said}: ${why}.`
  }
  if (rule === 'talmud' && field !== 'exemptBelow') {
    return 'The policy caps levies: Talmud takes no caps.'
  }
  const sentence = problems.find((problem) => problem.field === field)?.sentence ?? ''
  return `The policy’s ${LIMIT_NAMES[field]} cannot stand: ${sentence}.`
}
