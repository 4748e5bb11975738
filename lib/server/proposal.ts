// What a proposal leaves in the log: the tree over its levies, and the entry that commits to it.
import 'server-only'
import { claimsTreeOf } from '@/db/claims-tree'
import type { RevisionRow } from '@/db/clawback'
import type { Queryable, Transaction } from '@/db/client'
import { entryAbout } from '@/db/log'
import { appendToLog } from '@/db/log-book'
import { hashShares, sharesTreeOf, storeSharesTree } from '@/db/shares-tree'
import { taggedDigest } from '@/lib/domain/canonical-json'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { makeSharesContext } from '@/lib/domain/merkle-sum-tree/context'
import { type Envelope, subjectDigest } from '@/lib/domain/signoff'
import { noTreeSentence } from '@/lib/domain/snapshot-tree'
import { env } from './env'
import { logBook } from './log-book'

/** Builds the shares tree of a run whose levies are stored, and appends the entry of its proposal. */
export const logProposal = async (
  tx: Transaction,
  { row, envelope, now }: { row: RevisionRow; envelope: Envelope; now: string },
): Promise<Refusal | undefined> => {
  const basis = await sharesBasis(tx, { row, envelope })
  if ('kind' in basis) return basis
  const sharesRoot = await storeSharesTree(tx, basis)
  await appendToLog(tx, await logBook(), {
    at: now,
    entries: [
      {
        entry: {
          v: 1,
          type: 'proposal',
          at: now,
          clawbackId: row.clawbackId,
          revision: envelope.revision,
          runDigest: subjectDigest(envelope),
          sharesRoot,
          lossEventsDigest: taggedDigest('ballast/lossEventsDigest/v1', envelope.lossEvents),
          lossEvents: String(envelope.lossEvents.length),
          snapshotIndex: String(basis.snapshotIndex),
        },
        subject: proposalSubject(row),
      },
    ],
  })
  return undefined
}

export const proposalSubject = ({
  clawbackId,
  revision,
}: Pick<RevisionRow, 'clawbackId' | 'revision'>) => `${clawbackId}/${revision}`

const sharesBasis = async (
  db: Queryable,
  { row, envelope }: { row: RevisionRow; envelope: Envelope },
) => {
  const { snapshotId, clawbackId, revision } = row
  const claimsTree = await claimsTreeOf(db, snapshotId, env().SECRETS_KEY)
  const logged = await entryAbout(db, { type: 'snapshot', subject: snapshotId })
  if (!claimsTree?.root || !logged) return noTree(snapshotId)
  const context = makeSharesContext({
    claimsContext: claimsTree.context,
    claimsRoot: claimsTree.root,
    clawbackId,
    revision,
    policyDigest: envelope.policy.digest,
    schedule: envelope.result.schedule,
    collected: BigInt(envelope.result.collected),
  })
  return {
    run: { clawbackId, revision },
    context,
    snapshotId,
    claimsTree,
    snapshotIndex: logged.index,
  }
}

const noTree = (snapshotId: string) =>
  refuse('stale', `${noTreeSentence(snapshotId)} Nothing was signed.`)

/** Whether the levies as they stand in their rows still give the root that the log holds since the proposal. */
export const isLoggedShares = async (
  tx: Transaction,
  { row, envelope }: { row: RevisionRow; envelope: Envelope },
): Promise<boolean> => {
  const basis = await sharesBasis(tx, { row, envelope })
  const stored = await sharesTreeOf(tx, row)
  const logged = await entryAbout(tx, { type: 'proposal', subject: proposalSubject(row) })
  if ('kind' in basis || !stored || !logged) return false
  const said = JSON.parse(logged.body) as { sharesRoot?: string; runDigest?: string }
  const { root } = await hashShares(tx, basis)
  return root === stored.root && root === said.sharesRoot && said.runDigest === row.subjectDigest
}
