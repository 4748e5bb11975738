// What one version of a policy says otherwise than another, line by line in plain English.
import { exactShare, termsInWords } from './allocation-wording'
import type { PolicyContent } from './policy'
import { signoffOf, type Tier, type TierLimits } from './signoff-policy'
import { groupThousands } from './money'
import { quorumInWords } from './quorum'
import { type AmountWords, durationInWords, inMinorUnits } from './signoff-wording'

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
    ...tiers.flatMap((tier, index) => tierLines(tier, `Tier ${index + 1}`, amount)),
    ['Delay of changes', durationInWords(changeDelaySeconds)],
    ['Keys of an approver', keysPerApprover],
  ]
  return new Map(lines.filter((line): line is [string, string] => line[1] !== undefined))
}

/** A line for each thing of a tier, so that one that changes is not hidden among those that do not. */
const tierLines = (
  { name, day, week, quorum, coolingOffSeconds }: Tier,
  at: string,
  amount: AmountWords,
): [string, string][] => [
  [at, name],
  ...boundLines(day, { at, within: 'within a day' }, amount),
  ...boundLines(week, { at, within: 'within a week' }, amount),
  [`${at}, quorum`, quorumInWords(quorum)],
  [`${at}, cooling-off`, coolingOffSeconds === '0' ? 'none' : durationInWords(coolingOffSeconds)],
]

/** An asset that is bound to 0 and one that is not named are the same. */
const boundLines = (
  limits: TierLimits | null,
  { at, within }: { at: string; within: string },
  amount: AmountWords,
): [string, string][] => {
  if (limits === null) return [[`${at}, ${within}`, 'whatever is more']]
  const { amounts, shareBps, accounts } = limits
  const assets = Object.keys(amounts)
    .filter((asset) => amounts[asset] !== '0')
    .sort()
  return [
    ...assets.map((asset): [string, string] => [
      `${at}, ${asset} ${within}`,
      `at most ${amount(amounts[asset] ?? '0', asset)}`,
    ]),
    ...(assets.length > 1 ? [sharesLine(at, within)] : []),
    [
      `${at}, share ${within}`,
      `at most ${exactShare({ numerator: shareBps, denominator: '10000' })} of what is charged`,
    ],
    [`${at}, accounts ${within}`, `at most ${groupThousands(accounts)}`],
  ]
}

const sharesLine = (at: string, within: string): [string, string] => [
  `${at}, several assets ${within}`,
  'what is taken of each, as a share of its bound, adds up to at most 1',
]
