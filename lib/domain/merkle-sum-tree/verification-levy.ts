// The levy, computed again from the claim and the published schedule.
import type { ChargeableClaim } from '../allocation-group'
import { leviesBy } from '../allocation-levy'
import { capUnder, limitsFromJson } from '../allocation-limits'
import {
  openSchedule,
  type Marginal,
  type Schedule,
  type SealedSchedule,
} from '../allocation-schedule'
import type { Fraction } from '../fraction'
import type { AccountPart, TreeClaim } from './format'
import { amountOf, shownAmount, unless, type Case, type Finding } from './verification-case'

/** No fraction of the schedule or of the claim divides by 0. */
export const denominatorFinding = ({ part, side }: Case): Finding => {
  const { schedule } = side.sharesContext
  const denominators = [
    ...fractionsOf(schedule).map(({ denominator }) => denominator),
    part.claim.weight?.split('/')[1] ?? '1',
  ]
  return unless(
    denominators.includes('0') ? 'A fraction has the denominator 0, expected one above 0.' : null,
    'Every fraction has a denominator above 0.',
  )
}

const fractionsOf = (schedule: SealedSchedule): { denominator: string }[] => [
  ...('theta' in schedule ? [schedule.theta] : []),
  ...('mu' in schedule ? [schedule.mu] : []),
  ...[schedule.remainder ?? [], schedule.limits?.capFraction ?? []].flat(),
]

/** An opening of the run's edge fits what the schedule sealed; there is none where nothing is sealed. */
export const cutoffFinding = ({ part, side }: Case): Finding => {
  const { schedule } = side.sharesContext
  const { cutoffOpening } = part
  if (cutoffOpening === undefined) {
    return unless(null, 'The statement opens no edge of the run.')
  }
  return unless(
    opened(schedule, cutoffOpening) === null
      ? 'The statement opens an edge of the run that is not the one sealed in the schedule.'
      : null,
    'The claim at the edge of the run is the one that the schedule sealed.',
  )
}

const opened = (
  schedule: SealedSchedule,
  { account, amount, salt }: NonNullable<AccountPart['cutoffOpening']>,
): Schedule | null => openSchedule(schedule, { marginal: { account, amount }, salt })

/** The levy is the one that the schedule gives for the claim: rounded down, or up by its own remainder. */
export const scheduleFinding = (presented: Case): Finding => {
  const { part, side } = presented
  const claim = chargeable(part)
  const { schedule } = side.sharesContext
  const isRanked = schedule.rule !== 'queue' || claim.score !== null
  if (!isRanked && capUnder(claim, limitsFromJson(schedule.limits)) > 0n) {
    return unless('The rule ranks claims by a score, and your claim has none.', '')
  }
  const levy = levyOf(presented, claim)
  if (levy === null) {
    return unless(
      'Your claim ties with the edge of the run; the opening that decides it is missing or does not fit.',
      '',
    )
  }
  const [stated, computed] = [
    shownAmount(BigInt(part.levy), presented),
    shownAmount(levy, presented),
  ]
  return unless(
    levy === BigInt(part.levy)
      ? null
      : `The published schedule gives a levy of ${computed} for your claim, the statement says ${stated}.`,
    claim.class === 'exempt'
      ? 'Your claim is exempt and pays nothing.'
      : `The published schedule gives a levy of ${computed} for your claim, as the statement says.`,
  )
}

/** A group's order key is its first member, for a sealed edge names an account and no group. */
const chargeable = ({ claim, members }: AccountPart): ChargeableClaim => ({
  account: members?.ids[0] ?? claim.account,
  class: claim.class,
  base: BigInt(claim.base),
  equity: claim.equity === undefined ? null : BigInt(claim.equity),
  cap: BigInt(claim.cap),
  weight: claim.weight === undefined ? null : weightOf(claim.weight),
  score: claim.score ?? null,
})

const weightOf = (weight: NonNullable<TreeClaim['weight']>): Fraction => {
  const [numerator = '1', denominator = '1'] = weight.split('/')
  return { numerator: BigInt(numerator), denominator: BigInt(denominator) }
}

/** Before and after every account: a claim that pays the same beside both does not need the edge. */
const EDGES: readonly Marginal[] = [
  { account: '', amount: '0' },
  { account: '\uffff', amount: '0' },
]

/** null when the levy hangs on an edge that is not opened. */
const levyOf = ({ part, side }: Case, claim: ChargeableClaim): bigint | null => {
  const { cutoff, ...rest } = side.sharesContext.schedule
  if (cutoff === undefined) return leviesBy(rest)(claim)
  const { cutoffOpening } = part
  const known = cutoffOpening && opened(side.sharesContext.schedule, cutoffOpening)
  if (known) return leviesBy(known)(claim)
  const [first = null, second] = EDGES.map((edge) => leviesBy({ ...rest, cutoff: edge })(claim))
  return first === second ? first : null
}

/** Under plain pro-rata, θ is the collected amount over all bases that pay. */
export const thetaFinding = ({ side }: Case): Finding => {
  const { sharesContext, totals } = side
  const { schedule, collected } = sharesContext
  const charged = amountOf(totals.eligible) + amountOf(totals.house)
  const isPlain =
    schedule.rule === 'pro-rata' &&
    !schedule.weighted &&
    Object.keys(schedule.limits ?? {}).length === 0 &&
    amountOf(totals.capacity) === charged
  if (!isPlain) {
    return unless(
      null,
      'The rate depends on the weights, limits or caps of claims that you do not see; it is not checked here.',
    )
  }
  const { numerator, denominator } = schedule.theta
  return unless(
    BigInt(numerator) * charged === BigInt(denominator) * amountOf(collected)
      ? null
      : 'The rate is not the collected amount divided by all bases that pay.',
    'The rate is the collected amount divided by all bases that pay.',
  )
}
