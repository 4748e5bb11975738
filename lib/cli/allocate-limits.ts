// The limits of a policy as words of the command line, and how amounts among the options are read.
import type { Limits } from '@/lib/domain/allocation-limits'
import { plainTerms, termsProblems } from '@/lib/domain/allocation-terms'
import type { Rule } from '@/lib/domain/allocation-schedule'
import { quoted } from '@/lib/domain/assert'
import { fraction, type Fraction } from '@/lib/domain/fraction'
import { parseAmount } from '@/lib/domain/money'

type LimitWords = { [Limit in keyof Limits]: string | null }

/** The option that sets each limit. */
export const LIMIT_OPTIONS = {
  capFraction: 'cap-fraction',
  minEquity: 'min-equity',
  exemptBelow: 'exempt-below',
} as const satisfies Record<keyof Limits, string>

/** Limits in minor units of `scale` fraction digits; what cannot stand is noted in `problems`. */
export const readLimits = (
  words: LimitWords,
  { rule, scale }: { rule: Rule; scale: number | null },
  problems: string[],
): Limits => {
  const amount = (limit: 'minEquity' | 'exemptBelow'): bigint | null => {
    const text = words[limit]
    if (text === null || scale === null) return null
    return readAmount(text, { name: LIMIT_OPTIONS[limit], scale, least: 0n }, problems)
  }
  const limits = {
    capFraction: words.capFraction === null ? null : readShare(words.capFraction, problems),
    minEquity: amount('minEquity'),
    exemptBelow: amount('exemptBelow'),
  }
  for (const { field, sentence } of termsProblems([], { ...plainTerms(rule), limits })) {
    if (field === 'cap' || field === 'weight' || field === 'score') continue
    problems.push(`--${LIMIT_OPTIONS[field]}: found ${quoted(words[field] ?? '')}, ${sentence}`)
  }
  return limits
}

const SHARE = /^(\d{1,40})(?:\/(\d{1,40})|\.(\d{1,40}))?$/

const readShare = (text: string, problems: string[]): Fraction | null => {
  const [, whole, below, decimals = ''] = SHARE.exec(text) ?? []
  const numerator = whole === undefined ? null : BigInt(whole + decimals)
  const denominator = below === undefined ? 10n ** BigInt(decimals.length) : BigInt(below)
  if (numerator !== null && denominator > 0n && numerator <= denominator) {
    return fraction(numerator, denominator)
  }
  const expected = 'a fraction from 0 to 1, such as 0.25 or 1/4'
  problems.push(`--${LIMIT_OPTIONS.capFraction}: found ${quoted(text)}, expected ${expected}`)
  return null
}

/** An amount of at least `least` (0 or 1) minor units, or null with the reason in `problems`. */
export const readAmount = (
  text: string,
  options: { name: string; scale: number; least: 0n | 1n; max?: bigint },
  problems: string[],
): bigint | null => {
  const parsed = parseAmount(text, options)
  if ('problem' in parsed) {
    problems.push(`--${options.name}: ${parsed.problem}`)
    return null
  }
  if (parsed.amount >= options.least) return parsed.amount
  const expected = options.least === 0n ? 'an amount of at least 0' : 'an amount above 0'
  problems.push(`--${options.name}: found ${quoted(text)}, expected ${expected}`)
  return null
}
