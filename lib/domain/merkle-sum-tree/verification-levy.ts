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
import { shownAmount, unless, type Case, type Finding } from './verification-case'

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
    `The published schedule gives a levy of ${computed} for your claim, as the statement says.`,
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

/** An exempt claim pays nothing, whatever the constants give. */
export const exemptFinding = (presented: Case): Finding => {
  const { claim, levy } = presented.part
  const isCharged = claim.class === 'exempt' && levy !== '0'
  return unless(
    isCharged
      ? `Your claim is exempt, and the statement has it pay ${shownAmount(BigInt(levy), presented)}.`
      : null,
    claim.class === 'exempt'
      ? 'Your claim is exempt and pays nothing.'
      : 'Your claim is not exempt, so it may pay.',
  )
}

/** No claim pays more than base, cap and limits leave. */
export const levyLimitFinding = (presented: Case): Finding => {
  const { part, side } = presented
  const levy = BigInt(part.levy)
  const most = capUnder(chargeable(part), limitsFromJson(side.sharesContext.schedule.limits))
  const shown = shownAmount(most, presented)
  return unless(
    levy > most
      ? `The statement has your claim pay ${shownAmount(levy, presented)}, the most that it may lose is ${shown}.`
      : null,
    `Your claim pays no more than it may lose, ${shown}.`,
  )
}
