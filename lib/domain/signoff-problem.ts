// Why a policy's rules of who must sign cannot stand, field by field.
import { canBeMet, isAtLeast, strictestQuorum } from './quorum'
import { highestTier, type SignoffPolicy, type Tier, type TierLimits } from './signoff-policy'

/** `path` names the member from the policy's `signoff` on: "tiers.0.quorum.approvals". */
export type SignoffProblem = { path: string; sentence: string }

const MOST_TIERS = 10
const DAY_SECONDS = 86_400n
const LONGEST_DELAY = 30n * DAY_SECONDS
/** A cooling-off must leave an hour of the day after which a proposal expires. */
const LONGEST_COOLING_OFF = 23n * 3_600n

/**
 * Every reason against a policy's sign-off rules; empty where they can stand. The shape (closed
 * objects, strings) is checked before. `inForce` are the rules of all other policies that stay in
 * force: with them there must remain a quorum that somebody can meet, or nothing could ever be
 * changed again. Source: signoff.md §1.
 */
export const signoffProblems = (
  signoff: SignoffPolicy,
  inForce: readonly SignoffPolicy[] = [],
): SignoffProblem[] => {
  const numbers = numberProblems(signoff)
  // Whatever is no number cannot be compared.
  if (numbers.length > 0) return numbers
  const problems = [
    ...countProblems(signoff),
    ...signoff.tiers.flatMap(tierProblems),
    ...signoff.tiers.flatMap(orderProblems),
    ...durationProblems(signoff),
  ]
  return problems.length > 0 ? problems : sharedProblems(signoff, inForce)
}

const numberProblems = ({ tiers, ...rest }: SignoffPolicy): SignoffProblem[] => {
  const { changeDelaySeconds, keysPerApprover } = rest
  const numbers: [string, string][] = [
    ['changeDelaySeconds', changeDelaySeconds],
    ['keysPerApprover', keysPerApprover],
    ...tiers.flatMap((tier, index): [string, string][] => [
      [`tiers.${index}.quorum.approvals`, tier.quorum.approvals],
      [`tiers.${index}.quorum.groups`, tier.quorum.groups],
      [`tiers.${index}.coolingOffSeconds`, tier.coolingOffSeconds],
      ...boundsOf(tier.day, `tiers.${index}.day`),
      ...boundsOf(tier.week, `tiers.${index}.week`),
    ]),
  ]
  return numbers
    .filter(([, text]) => !/^(0|[1-9]\d{0,38})$/.test(text))
    .map(([path]) => ({ path, sentence: 'expected a whole number of at least 0' }))
}

const boundsOf = (limits: TierLimits | null, path: string): [string, string][] =>
  limits === null
    ? []
    : [
        ...Object.entries(limits.amounts).map(([asset, amount]): [string, string] => [
          `${path}.amounts.${asset}`,
          amount,
        ]),
        [`${path}.shareBps`, limits.shareBps],
        [`${path}.accounts`, limits.accounts],
      ]

const countProblems = ({ tiers }: SignoffPolicy): SignoffProblem[] => {
  if (tiers.length === 0) return [{ path: 'tiers', sentence: 'expected at least one tier' }]
  if (tiers.length > MOST_TIERS)
    return [{ path: 'tiers', sentence: `expected at most ${MOST_TIERS} tiers` }]
  const names = tiers.map(({ name }) => name)
  return names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: `tiers.${index}.name`, sentence: `${name} is the name of another tier` }],
  )
}

const tierProblems = (tier: Tier, index: number, tiers: readonly Tier[]): SignoffProblem[] => {
  const at = `tiers.${index}`
  const isLast = index === tiers.length - 1
  const { quorum } = tier
  const isSorted = quorum.among.every((group, n, all) => n === 0 || (all[n - 1] ?? '') < group)
  return [
    ...[tier.day, tier.week].flatMap((limits, window) => {
      const path = `${at}.${window === 0 ? 'day' : 'week'}`
      if (isLast === (limits === null)) return []
      const sentence = isLast
        ? 'the highest tier has no bounds: it must hold every run'
        : 'every tier but the highest needs bounds for a day and for a week'
      return [{ path, sentence }]
    }),
    ...when(BigInt(quorum.approvals) < 1n, {
      path: `${at}.quorum.approvals`,
      sentence: 'at least one person besides the proposer must approve',
    }),
    ...when(!canBeMet(quorum), {
      path: `${at}.quorum.groups`,
      sentence: 'nobody could meet this: there are fewer approvals or groups than must differ',
    }),
    ...when(!isSorted, {
      path: `${at}.quorum.among`,
      sentence: 'expected groups in ascending order, each once',
    }),
    ...when(BigInt(tier.coolingOffSeconds) > LONGEST_COOLING_OFF, {
      path: `${at}.coolingOffSeconds`,
      sentence: 'a cooling-off lasts at most 23 hours: a proposal expires after 24',
    }),
  ]
}

/** Each tier holds more than the one below it, and asks for at least as much. */
const orderProblems = (tier: Tier, index: number, tiers: readonly Tier[]): SignoffProblem[] => {
  const below = tiers[index - 1]
  if (!below) return []
  const at = `tiers.${index}`
  return [
    ...when(!holdsAtLeast(tier.day, below.day), {
      path: `${at}.day`,
      sentence: `the bounds of a day are below those of ${below.name}`,
    }),
    ...when(!holdsAtLeast(tier.week, below.week), {
      path: `${at}.week`,
      sentence: `the bounds of a week are below those of ${below.name}`,
    }),
    ...when(!isAtLeast(tier.quorum, below.quorum), {
      path: `${at}.quorum`,
      sentence: `people who suffice here would not suffice for ${below.name}, which takes less`,
    }),
    ...when(BigInt(tier.coolingOffSeconds) < BigInt(below.coolingOffSeconds), {
      path: `${at}.coolingOffSeconds`,
      sentence: `the cooling-off is shorter than that of ${below.name}`,
    }),
  ]
}

const durationProblems = (signoff: SignoffPolicy): SignoffProblem[] => [
  ...when(BigInt(signoff.changeDelaySeconds) > LONGEST_DELAY, {
    path: 'changeDelaySeconds',
    sentence: 'a change waits at most 30 days',
  }),
  ...when(!/^[1-5]$/.test(signoff.keysPerApprover), {
    path: 'keysPerApprover',
    sentence: 'expected 1 to 5 keys',
  }),
]

const sharedProblems = (
  signoff: SignoffPolicy,
  inForce: readonly SignoffPolicy[],
): SignoffProblem[] => {
  const quorums = [signoff, ...inForce].map((one) => highestTier(one).quorum)
  return when(strictestQuorum(quorums) === null, {
    path: `tiers.${signoff.tiers.length - 1}.quorum.among`,
    sentence:
      'the policies in force and this one accept too few groups in common: nobody could sign the next change',
  })
}

const holdsAtLeast = (limits: TierLimits | null, below: TierLimits | null): boolean => {
  if (limits === null || below === null) return true
  const assets = Object.keys(below.amounts)
  const isEnough = (bound: string | undefined, least: string) =>
    BigInt(bound ?? '0') >= BigInt(least)
  return (
    assets.every((asset) => isEnough(limits.amounts[asset], below.amounts[asset] ?? '0')) &&
    isEnough(limits.shareBps, below.shareBps) &&
    isEnough(limits.accounts, below.accounts)
  )
}

const when = (isWrong: boolean, problem: SignoffProblem): SignoffProblem[] =>
  isWrong ? [problem] : []
