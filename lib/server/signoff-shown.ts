// How sign-offs, tiers and keys are shown on the pages of whatever is signed.
import 'server-only'
import type { RevisionRow } from '@/db/clawback'
import type { Queryable } from '@/db/client'
import { listPolicies, type PolicyRow } from '@/db/policy'
import type { ActorKeyRow, SignoffRow } from '@/db/signoff'
import { fitsAsset, type PolicyContent } from '@/lib/domain/policy'
import { doesCount, isAtLeast, quorumInWords } from '@/lib/domain/quorum'
import { isRefusal } from '@/lib/domain/refusal'
import { signoffOf, tierOf } from '@/lib/domain/signoff-policy'
import type { SubjectState } from '@/lib/domain/subject-state'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { isKeyInForce } from './actor'
import { envelopeOf } from './revision'
import { tierOfRun } from './tier'

type Shown = ClawbackDetail['signoffs'][number]

export const signoffShown = (row: SignoffRow, all: readonly SignoffRow[]): Shown => ({
  challengeId: row.challengeId,
  officer: { name: row.name, pseudonym: row.pseudonym },
  group: row.group,
  decision: row.decision,
  reason: row.reason,
  signedAt: row.signedAt,
  keyName: row.keyName,
  counts: row.counts,
  isTakenBack: all.some(({ takesBack }) => takesBack === row.challengeId),
  logIndex: row.logIndex,
})

/** Approvals that were not taken back, and which of them count towards the quorum now. */
export const approvalsShown = (
  rows: readonly SignoffRow[],
  { quorum, approvals }: Pick<SubjectState, 'quorum' | 'approvals'>,
): ClawbackDetail['approvals'] => {
  const fit = approvals.filter((approval) => doesCount(quorum, approval))
  return rows
    .filter(({ decision }) => decision === 'approve')
    .map((row) => signoffShown(row, rows))
    .filter(({ isTakenBack }) => !isTakenBack)
    .map(({ officer, group, challengeId, counts }) => {
      const officerId = rows.find((row) => row.challengeId === challengeId)?.officerId
      return { officer, group, counts: counts && fit.some((one) => one.officerId === officerId) }
    })
}

export const ownKeys = (
  held: readonly ActorKeyRow[],
  lossAt: string | null,
): ClawbackDetail['keys'] =>
  held.map((key) => ({
    credentialId: key.credentialId,
    name: key.name,
    isDeviceBound: key.isDeviceBound,
    isInForce: isKeyInForce(key, lossAt),
  }))

/** Its tier, and which other policies would have asked for more. Null for runs of before there were tiers. */
export const tierShown = async (
  db: Queryable,
  row: RevisionRow,
): Promise<ClawbackDetail['tier']> => {
  const [sealed, policies] = await Promise.all([sealedTier(db, row), listPolicies(db)])
  if (sealed === null) return null
  const others = policies.filter(({ id }) => id !== row.policyId)
  return { ...sealed, stricter: stricterOf(sealed, { row, others }) }
}

type SealedTier = Omit<NonNullable<ClawbackDetail['tier']>, 'stricter'>

/** As it was sealed; of a draft as it would be now. */
export const sealedTier = async (db: Queryable, row: RevisionRow): Promise<SealedTier | null> => {
  const envelope = envelopeOf(row)
  if (row.state === 'draft' || isRefusal(envelope)) {
    const { tier, inputs } = await tierOfRun(db, row)
    const { name, quorum, coolingOffSeconds } = tier
    return { name, quorum, quorumText: quorumInWords(quorum), inputs, coolingOffSeconds }
  }
  if (envelope.v === 1) return null
  const { tier: name, quorum, tierInputs: inputs } = envelope
  const asked = signoffOf(row.policyContent).tiers.find((tier) => tier.name === name)
  const coolingOffSeconds = asked?.coolingOffSeconds ?? '0'
  return { name, quorum, quorumText: quorumInWords(quorum), inputs, coolingOffSeconds }
}

type Others = { row: RevisionRow; others: readonly PolicyRow[] }

/** Of policies that a run of these losses and this asset could have followed instead. */
const stricterOf = ({ quorum, inputs }: SealedTier, { row, others }: Others) =>
  others
    .filter((policy) => wasInForce(policy, row.firstLossAt))
    .map(({ id, version, content }) => ({ id, version, content: content as PolicyContent }))
    .filter(({ content }) => fitsAsset(content, row.asset))
    .map(({ id, version, content }) => ({
      policy: id,
      version,
      quorum: tierOf(signoffOf(content), inputs).quorum,
    }))
    .filter((other) => !isAtLeast(quorum, other.quorum))
    .map(({ quorum: asked, ...named }) => ({ ...named, quorumText: quorumInWords(asked) }))

/** One of the beginning holds for every loss, another for those between its effect and its successor's. */
const wasInForce = ({ changeId, effectiveAt, supersededAt }: PolicyRow, lossAt: string): boolean =>
  (changeId === null || effectiveAt <= lossAt) && (supersededAt === null || supersededAt > lossAt)
