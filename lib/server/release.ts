// What release reads again: every signature, policy, claim and levy, and whatever may have moved.
import 'server-only'
import type { RevisionRow } from '@/db/clawback'
import type { Transaction } from '@/db/client'
import { releaseChecks, takenLoss } from '@/db/execution'
import { fundStanding } from '@/db/fund'
import { entryAbout } from '@/db/log'
import { loggedPolicyDigests, policyByVersion } from '@/db/policy'
import { type Schedule, sealSchedule } from '@/lib/domain/allocation-schedule'
import { assert } from '@/lib/domain/assert'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { type PolicyContent, policyDigest } from '@/lib/domain/policy'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import type { EnvelopeV2 } from '@/lib/domain/signoff'
import { signoffOf, tierOf } from '@/lib/domain/signoff-policy'
import { scheduleJson } from '@/lib/wire/allocation'
import { usableOf } from './fund'
import { isLoggedShares, proposalSubject } from './proposal'
import { signatureProblem, type Signed } from './signed'

/** Signatures, policy, tier, losses, claims and levies as they stand now against what was signed. */
export const refusedRelease = async (
  tx: Transaction,
  row: RevisionRow,
  envelope: EnvelopeV2,
): Promise<Refusal | undefined> => {
  const { result, inputs, lossEvents } = envelope
  const schedule = signedSchedule(row, envelope)
  if (schedule === null) return stops('the stored schedule is not the one that was signed.')
  const checks = await releaseChecks(tx, row, schedule)
  if (!checks) return stops('the rows of this run are not whole.')
  const broken = await signatureProblem(tx, await signedOf(tx, row, envelope))
  if (broken !== undefined) return stops(broken)
  if (!isAsSigned(row, envelope)) return stops('the stored figures are not those that were signed.')
  if (!(await isSignedPolicy(tx, envelope)))
    return stops('the policy is not the one that was signed and stands in the log.')
  if (canonicalJson(checks.lossEvents) !== canonicalJson(lossEvents))
    return stops('the losses are not those that were signed.')
  if (checks.snapshotDigest !== inputs.snapshotDigest)
    return stops('the claims are not those that were signed.')
  const isSum = checks.levied === result.levied && String(checks.charged) === result.accountsCharged
  if (!isSum || checks.wrongLevies > 0)
    return stops('the stored levies are not what the signed schedule gives.')
  if (!(await isLoggedShares(tx, { row, envelope })))
    return stops('the levies are not those whose tree stands in the log.')
  return undefined
}

/** The run as it was signed, and what else of the log it rests on: its snapshot and its policy. */
const signedOf = async (
  tx: Transaction,
  row: RevisionRow,
  envelope: EnvelopeV2,
): Promise<Signed & { rests: number[] }> => {
  const { policy, precommit } = envelope
  const proposal = await entryAbout(tx, { type: 'proposal', subject: proposalSubject(row) })
  const adopted = await entryAbout(tx, {
    type: 'policy',
    subject: `${policy.id}/v${policy.version}`,
  })
  return {
    key: { subjectType: 'clawback', subjectId: row.clawbackId, revision: row.revision },
    subject: envelope,
    digest: row.subjectDigest,
    quorum: envelope.quorum,
    lossAt: row.firstLossAt,
    from: proposal?.index ?? 0,
    rests: [Number(precommit.index), ...(adopted ? [adopted.index] : [])],
  }
}

/** The columns from which times, journal, report and lists are taken, against the envelope. */
const isAsSigned = (row: RevisionRow, envelope: EnvelopeV2): boolean => {
  const { result, inputs, scope } = envelope
  const { waterfall, collected, levied, residual, uncovered, accountsCharged } = result
  const { capacity, chargedBase } = inputs.population
  const stored = [
    ...[row.grossLoss, row.fundDraw, row.operatorDraw, row.toMutualise],
    ...[row.collected, row.levied, row.residual, row.uncovered, String(row.accountsCharged)],
    ...[row.capacity, row.chargedBase, row.fundId, row.firstLossAt],
    ...[row.expiresAt, isWaited(row, envelope)],
  ]
  const signed = [
    ...[waterfall.grossLoss, waterfall.fundDraw, waterfall.operatorDraw, waterfall.toMutualise],
    ...[collected, levied, residual, uncovered, accountsCharged],
    ...[capacity, chargedBase, scope.fundId, inputs.firstLossAt],
    ...[envelope.expiresAt, true],
  ]
  return canonicalJson(stored) === canonicalJson(signed)
}

/** A cooling-off begins when the proposal is recorded, which is a little after it was signed. */
const isWaited = (row: RevisionRow, { notBefore }: EnvelopeV2): boolean =>
  row.notBefore !== null && row.notBefore >= notBefore

/** The stored schedule, whose marginal account is open, if it seals to the signed one. */
const signedSchedule = (row: RevisionRow, { result }: EnvelopeV2): Schedule | null => {
  const stored = scheduleJson.safeParse(row.schedule)
  if (!stored.success) return null
  const sealed = sealSchedule(stored.data, row.cutoffSalt)
  return canonicalJson(sealed) === canonicalJson(result.schedule) ? stored.data : null
}

export const stops = (what: string): Refusal =>
  refuse(
    'stale',
    `Nothing was executed: ${what} An author must take the run back and propose it again.`,
  )

/** The policy as stored, signed and logged, and the tier and quorum that it asks for. */
const isSignedPolicy = async (
  tx: Transaction,
  { policy, tier, tierInputs, quorum }: EnvelopeV2,
): Promise<boolean> => {
  const { id, version, digest } = policy
  const stored = await policyByVersion(tx, { id, version: Number(version) })
  if (!stored) return false
  const content = stored.content as PolicyContent
  const asked = tierOf(signoffOf(content), tierInputs)
  const isAsked = asked.name === tier && canonicalJson(asked.quorum) === canonicalJson(quorum)
  const logged = await loggedPolicyDigests(tx, { id, version })
  return isAsked && policyDigest({ id, version, content }) === digest && logged.includes(digest)
}

/** Why the run can never be executed as it was signed. Its own draw is among the fund's commitments. */
export const movedInput = async (
  tx: Transaction,
  row: RevisionRow,
  { inputs }: EnvelopeV2,
): Promise<string | undefined> => {
  const taken = await takenLoss(tx, row)
  if (taken !== undefined) return `Nothing was executed: loss ${taken} is mutualised already.`
  const standing = await fundStanding(tx, row.fundId)
  assert(standing !== undefined, 'expected the fund of a run')
  const committed = (BigInt(standing.committed) - BigInt(row.fundDraw)).toString()
  const usable = usableOf({ ...standing, committed })
  const signed = BigInt(inputs.fund.usable)
  const moved = usable > signed ? usable - signed : signed - usable
  return usable < BigInt(row.fundDraw) || moved > BigInt(inputs.tolerances.usableFund)
    ? 'Nothing was executed: the usable amount of the fund has moved further than the signed tolerance. The run is stale; an author must edit it and propose again.'
    : undefined
}
