// What one version of a policy says otherwise than another, line by line in plain English.
import { exactShare, termsInWords } from './allocation-wording'
import type { PolicyContent } from './policy'
import { signoffOf } from './signoff-policy'
import { type AmountWords, durationInWords, inMinorUnits, tierInWords } from './signoff-wording'

/** One line; null where a side says nothing. */
export type PolicyDifference = { what: string; before: string | null; after: string | null }

/**
 * The lines in which two policies differ, in the order of `policyLines`; everything that `to` says
 * where there is nothing before. Contents that mean something else never give an empty list.
 */
export const policyDifferences = (
  from: PolicyContent | null,
  to: PolicyContent,
  amount: AmountWords = inMinorUnits,
): PolicyDifference[] => {
  const before = from === null ? new Map<string, string>() : policyLines(from, amount)
  const after = policyLines(to, amount)
  const all = [...new Set([...after.keys(), ...before.keys()])]
  return all
    .map((what) => ({ what, before: before.get(what) ?? null, after: after.get(what) ?? null }))
    .filter((line) => line.before !== line.after)
}

/** Everything that a policy says, by what it is about; what it leaves open has no line. */
const policyLines = (content: PolicyContent, amount: AmountWords): Map<string, string> => {
  const { rule, rounding, limits, asset, fundToleranceBps } = content
  const { tiers, changeDelaySeconds, keysPerApprover } = signoffOf(content)
  const units = (text: string | undefined) =>
    text === undefined ? undefined : amount(text, asset ?? 'the asset of the fund')
  const lines: [string, string | undefined][] = [
    ['Order of the layers', content.layers.join(', ')],
    ['Rule', termsInWords({ rule, rounding })],
    // A queue rounds nothing, but what its policy says of it is signed too.
    ['Rounding, unused', rule === 'queue' ? rounding : undefined],
    ['Asset of the limits', asset],
    ['Cap of a levy', limits?.capFraction && exactShare(limits.capFraction)],
    ['Equity that is left', units(limits?.minEquity)],
    ['Exempt below', units(limits?.exemptBelow)],
    [
      'Tolerance of the usable fund amount',
      exactShare({ numerator: fundToleranceBps, denominator: '10000' }),
    ],
    ...tiers.map((tier, index): [string, string] => [
      `Tier ${index + 1}`,
      tierInWords(tier, amount).replace(/\.$/, ''),
    ]),
    ['Delay of changes', durationInWords(changeDelaySeconds)],
    ['Keys of an approver', keysPerApprover],
  ]
  return new Map(lines.filter((line): line is [string, string] => line[1] !== undefined))
}
