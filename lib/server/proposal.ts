// What a proposal writes down before it is signed: every levy and the tree over them, and what the log says of it.
import 'server-only'
import { bytesToHex } from '@noble/hashes/utils.js'
import { claimsTreeOf } from '@/db/claims-tree'
import type { RevisionRow } from '@/db/clawback'
import type { Queryable, Transaction } from '@/db/client'
import { insertLevies } from '@/db/levy'
import { entryAbout, type NewEntry } from '@/db/log'
import { hashShares, type SharesBasis, sharesTreeOf, storeSharesTree } from '@/db/shares-tree'
import { type SealedSchedule, sealSchedule } from '@/lib/domain/allocation-schedule'
import { taggedDigest } from '@/lib/domain/canonical-json'
import { leafHash } from '@/lib/domain/log-tree'
import { makeSharesContext } from '@/lib/domain/merkle-sum-tree/context'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { type Envelope, type EnvelopeV2, subjectDigest } from '@/lib/domain/signoff'
import { noTreeSentence } from '@/lib/domain/snapshot-tree'
import type { Run } from './clawback-run'
import { env } from './env'

/** Both trees of a run, and the log entry of its snapshot, as the envelope names them. */
export type Trees = { claimsRoot: string; sharesRoot: string; precommit: EnvelopeV2['precommit'] }

/** Stores levies and tree of a draft, once: a revision never changes, so neither do they. */
export const materialise = async (
  tx: Transaction,
  { row, run }: { row: RevisionRow; run: Run },
): Promise<Trees | Refusal> => {
  const basis = await sharesBasis(tx, row, {
    policyDigest: run.policy.digest,
    schedule: sealSchedule(run.allocation.schedule, row.cutoffSalt),
    collected: run.allocation.collected.toString(),
  })
  if ('kind' in basis) return basis
  const stored = await sharesTreeOf(tx, row)
  const { claimsRoot, precommit } = basis
  if (stored) return { claimsRoot, sharesRoot: stored.root, precommit }
  await insertLevies(tx, row, {
    accounts: run.claims.map((claim) => claim.account),
    bases: run.claims.map((claim) => claim.base),
    levies: run.allocation.levies,
  })
  return { claimsRoot, sharesRoot: await storeSharesTree(tx, basis), precommit }
}

/** The entry of a proposal that is being recorded. */
export const proposalEntry = (
  row: RevisionRow,
  { envelope, now }: { envelope: EnvelopeV2; now: string },
): NewEntry => ({
  entry: {
    v: 1,
    type: 'proposal',
    at: now,
    clawbackId: row.clawbackId,
    revision: envelope.revision,
    runDigest: subjectDigest(envelope),
    sharesRoot: envelope.result.sharesRoot,
    lossEventsDigest: taggedDigest('ballast/lossEventsDigest/v1', envelope.lossEvents),
    lossEvents: String(envelope.lossEvents.length),
    snapshotIndex: envelope.precommit.index,
  },
  subject: proposalSubject(row),
})

export const proposalSubject = ({
  clawbackId,
  revision,
}: Pick<RevisionRow, 'clawbackId' | 'revision'>) => `${clawbackId}/${revision}`

type Applied = { policyDigest: string; schedule: SealedSchedule; collected: string }

const sharesBasis = async (
  db: Queryable,
  { snapshotId, clawbackId, revision }: RevisionRow,
  { policyDigest, schedule, collected }: Applied,
): Promise<(SharesBasis & Omit<Trees, 'sharesRoot'>) | Refusal> => {
  const claimsTree = await claimsTreeOf(db, snapshotId, env().SECRETS_KEY)
  const logged = await entryAbout(db, { type: 'snapshot', subject: snapshotId })
  if (!claimsTree?.root || !logged) return noTree(snapshotId)
  const context = makeSharesContext({
    claimsContext: claimsTree.context,
    claimsRoot: claimsTree.root,
    clawbackId,
    revision,
    policyDigest,
    schedule,
    collected: BigInt(collected),
  })
  const leaf = leafHash(new TextEncoder().encode(logged.body))
  return {
    run: { clawbackId, revision },
    context,
    snapshotId,
    claimsTree,
    claimsRoot: claimsTree.root,
    precommit: { index: String(logged.index), leafHash: bytesToHex(leaf) },
  }
}

const noTree = (snapshotId: string) =>
  refuse('stale', `${noTreeSentence(snapshotId)} Nothing was signed.`)

/** Whether the levies as they stand in their rows still give the root that was signed and that the log holds. */
export const isLoggedShares = async (
  tx: Transaction,
  { row, envelope }: { row: RevisionRow; envelope: Envelope },
): Promise<boolean> => {
  if (envelope.v !== 2) return false
  const { policy, result, inputs } = envelope
  const basis = await sharesBasis(tx, row, { policyDigest: policy.digest, ...result })
  const logged = await entryAbout(tx, { type: 'proposal', subject: proposalSubject(row) })
  if ('kind' in basis || !logged) return false
  const said = JSON.parse(logged.body) as { sharesRoot?: string; runDigest?: string }
  const { root } = await hashShares(tx, basis)
  const isCommitted =
    basis.claimsRoot === inputs.claimsRoot &&
    basis.precommit.index === envelope.precommit.index &&
    basis.precommit.leafHash === envelope.precommit.leafHash
  const isRoot = root === result.sharesRoot && root === said.sharesRoot
  return isCommitted && isRoot && said.runDigest === row.subjectDigest
}
