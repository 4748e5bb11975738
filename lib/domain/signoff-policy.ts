// Tiers: how much may be taken within a day and a week before more people must sign.
import { assert } from './assert'
import { largest, type Quorum, strictestQuorum } from './quorum'

/** Bounds of one window. Amounts in minor units by asset; an asset without one is bound to 0. */
export type TierLimits = { amounts: Record<string, string>; shareBps: string; accounts: string }

/** `day` and `week` are null in the highest tier, which has no bounds. */
export type Tier = {
  name: string
  day: TierLimits | null
  week: TierLimits | null
  quorum: Quorum
  coolingOffSeconds: string
}

/** Who must sign what, part of a policy's content. Tiers ascend; the last one is unbounded. */
export type SignoffPolicy = {
  tiers: Tier[]
  /** Between the proposal of a change of policy, officers or keys and its effect. */
  changeDelaySeconds: string
  keysPerApprover: string
}

/** What is taken within a window: collected minor units by asset, shares of the charged base in 1/10,000, accounts. */
export type Taken = { amounts: Record<string, string>; shareBps: string; accounts: string }

/** What a tier is computed from: the run itself, and what other runs took or are about to take. */
export type TierInputs = { own: Taken; day: Taken; week: Taken }

const GROUPS = ['compliance', 'risk', 'treasury']

/** Without bounds of its own every run is of the highest tier. Source: signoff.md §1. */
export const DEFAULT_SIGNOFF: SignoffPolicy = {
  tiers: [
    {
      name: 'T3',
      day: null,
      week: null,
      quorum: { approvals: '3', groups: '2', among: GROUPS, deviceBound: true },
      coolingOffSeconds: '14400',
    },
  ],
  changeDelaySeconds: '259200',
  keysPerApprover: '2',
}

/** Who must sign under a policy: what its content says, or the strictest that there is. */
export const signoffOf = ({ signoff }: { signoff?: SignoffPolicy }): SignoffPolicy =>
  signoff ?? DEFAULT_SIGNOFF

/**
 * The tier of a run: the lowest that holds for the day and for the week what the run takes and what
 * others took there. An amount is a share of its asset's bound, and shares of all assets add up to
 * at most 1, compared exactly; so splitting a run over time or over funds does not lower the tier
 * of its last part. Refuses (Fault) a policy without tiers and what is no whole number.
 * Source: signoff.md §1.
 */
export const tierOf = ({ tiers }: SignoffPolicy, { own, day, week }: TierInputs): Tier => {
  const [daily, weekly] = [sumTaken([day, own]), sumTaken([week, own])]
  const tier = tiers.find((one) => holds(one.day, daily) && holds(one.week, weekly)) ?? tiers.at(-1)
  assert(tier !== undefined, 'expected at least one tier, got none')
  return tier
}

/** Nothing taken: the sum of no runs. */
export const NOTHING_TAKEN: Taken = { amounts: {}, shareBps: '0', accounts: '0' }

/**
 * What one run takes: `collected` in minor units of `asset`, the charged accounts, and the share
 * ⌈collected · 10,000 / chargedBase⌉, rounded up so that parts never weigh less than their whole.
 * Refuses (Fault) a collected amount where nothing is charged.
 */
export const takenBy = (run: {
  asset: string
  collected: string
  chargedBase: string
  accounts: string
}): Taken => {
  const [collected, base] = [whole(run.collected), whole(run.chargedBase)]
  assert(base > 0n || collected === 0n, 'expected a charged base, got 0')
  return {
    amounts: { [run.asset]: run.collected },
    shareBps: (collected === 0n ? 0n : (collected * 10_000n + base - 1n) / base).toString(),
    accounts: run.accounts,
  }
}

/** The sum of what several runs take: amounts asset by asset, shares, accounts. */
export const sumTaken = (all: readonly Taken[]): Taken => ({
  amounts: all.reduce((sums, { amounts }) => addAmounts(sums, amounts), {}),
  shareBps: total(all.map(({ shareBps }) => shareBps)),
  accounts: total(all.map(({ accounts }) => accounts)),
})

/** What a change of the desk needs. */
export type Strictest = Omit<SignoffPolicy, 'tiers'> & Pick<Tier, 'quorum' | 'coolingOffSeconds'>

/**
 * The strictest of all policies in force: of their highest tiers the most approvals and groups, the
 * groups that all of them accept, bound keys where one asks for them; the longest delays in seconds;
 * the most keys. That of DEFAULT_SIGNOFF where there is no policy. Refuses (Fault) policies whose
 * groups have too few in common: `signoffProblems` keeps them apart. Source: signoff.md §1.
 */
export const strictest = (policies: readonly SignoffPolicy[]): Strictest => {
  const all = policies.length === 0 ? [DEFAULT_SIGNOFF] : policies
  const highest = all.map(highestTier)
  const quorum = strictestQuorum(highest.map((tier) => tier.quorum))
  assert(quorum !== null, 'expected policies whose groups overlap, got a quorum nobody can meet')
  return {
    quorum,
    coolingOffSeconds: largest(highest.map(({ coolingOffSeconds }) => coolingOffSeconds)),
    changeDelaySeconds: largest(all.map(({ changeDelaySeconds }) => changeDelaySeconds)),
    keysPerApprover: largest(all.map(({ keysPerApprover }) => keysPerApprover)),
  }
}

/** The last tier, which is unbounded. Refuses (Fault) a policy without tiers. */
export const highestTier = ({ tiers }: SignoffPolicy): Tier => {
  const tier = tiers.at(-1)
  assert(tier !== undefined, 'expected at least one tier, got none')
  return tier
}

/** Whether what is taken stays within one window's bounds; no bounds hold anything. */
const holds = (limits: TierLimits | null, taken: Taken): boolean =>
  limits === null ||
  (doAmountsFit(limits.amounts, taken.amounts) &&
    whole(taken.shareBps) <= whole(limits.shareBps) &&
    whole(taken.accounts) <= whole(limits.accounts))

/** Σ taken / bound ≤ 1 as one fraction of integers; anything taken of an unbounded asset is too much. */
const doAmountsFit = (bounds: Record<string, string>, taken: Record<string, string>): boolean => {
  let [numerator, denominator] = [0n, 1n]
  for (const [asset, text] of Object.entries(taken)) {
    const [amount, bound] = [whole(text), whole(bounds[asset] ?? '0')]
    if (amount === 0n) continue
    if (bound === 0n) return false
    numerator = numerator * bound + amount * denominator
    denominator *= bound
  }
  return numerator <= denominator
}

const addAmounts = (
  sums: Record<string, string>,
  amounts: Record<string, string>,
): Record<string, string> => {
  const assets = [...new Set([...Object.keys(sums), ...Object.keys(amounts)])]
  return Object.fromEntries(
    assets.map((asset) => [asset, total([sums[asset] ?? '0', amounts[asset] ?? '0'])]),
  )
}

const total = (numbers: readonly string[]): string =>
  numbers.reduce((sum, text) => sum + whole(text), 0n).toString()

const whole = (text: string): bigint => {
  assert(/^(0|[1-9]\d*)$/.test(text), `expected a whole number, got ${text.slice(0, 40)}`)
  return BigInt(text)
}
