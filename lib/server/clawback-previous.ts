// What the revision before had chosen and come to, for what is different now.
import 'server-only'
import { lossIdsOf, type RevisionRow, revisionByNumber } from '@/db/clawback'
import type { Queryable } from '@/db/client'
import { fingerprint } from '@/lib/domain/signoff'
import { scheduleJson } from '@/lib/wire/allocation'
import { type ClawbackDetail, metricsJson } from '@/lib/wire/clawback'
import { sealedTier } from './signoff-shown'

type Previous = ClawbackDetail['previous']

/** Null for the first revision. */
export const previousShown = async (db: Queryable, row: RevisionRow): Promise<Previous> => {
  if (row.revision === 1) return null
  const key = { clawbackId: row.clawbackId, revision: row.revision - 1 }
  const previous = await revisionByNumber(db, key)
  if (!previous) return null
  const [tier, before, now] = await Promise.all([
    sealedTier(db, previous),
    lossIdsOf(db, previous),
    lossIdsOf(db, row),
  ])
  return {
    ...choicesOf(previous),
    ...figuresOf(previous),
    tier: tier && { name: tier.name, quorumText: tier.quorumText },
    losses: {
      count: before.length,
      added: countOutside(now, before),
      removed: countOutside(before, now),
    },
    fingerprint: previous.subjectDigest && fingerprint(previous.subjectDigest),
  }
}

const countOutside = (ids: readonly string[], others: readonly string[]): number => {
  const known = new Set(others)
  return ids.filter((id) => !known.has(id)).length
}

const choicesOf = (row: RevisionRow) => {
  const { limits } = scheduleJson.parse(row.schedule)
  return {
    revision: row.revision,
    rule: row.rule,
    rounding: row.rounding,
    ...(limits === undefined ? {} : { limits }),
    policy: { id: row.policyId, version: row.policyVersion },
    snapshotId: row.snapshotId,
    reason: row.reason,
    topUp: row.topUp,
  }
}

const figuresOf = (row: RevisionRow) => ({
  usableFund: row.usableFund,
  fundDraw: row.fundDraw,
  operatorDraw: row.operatorDraw,
  grossLoss: row.grossLoss,
  toMutualise: row.toMutualise,
  uncovered: row.uncovered,
  collected: row.collected,
  levied: row.levied,
  residual: row.residual,
  accountsCharged: row.accountsCharged,
  chargedBase: row.chargedBase,
  largestLevy: metricsJson.parse(row.metrics).largestLevy,
})
