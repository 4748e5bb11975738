// A revision of a run as something that is signed: sealing it, and what must hold when it is proposed.
import 'server-only'
import {
  lockRevision,
  lockTiers,
  lossIdsOf,
  moveRevision,
  type RevisionRow,
  writeEnvelope,
} from '@/db/clawback'
import type { Transaction } from '@/db/client'
import { fundStanding, lockFund } from '@/db/fund'
import type { NewEntry } from '@/db/log'
import { chosenLosses } from '@/db/loss'
import { approverPool, ownersIn, type SubjectKey, takePart } from '@/db/signoff'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { formatAmount } from '@/lib/domain/money'
import { isRefusal, type Refusal, refuse } from '@/lib/domain/refusal'
import { signoffOf } from '@/lib/domain/signoff-policy'
import {
  canonicalSubject,
  type Envelope,
  type EnvelopeV2,
  renderSubject,
  subjectDigest,
} from '@/lib/domain/signoff'
import { scheduleJson } from '@/lib/wire/allocation'
import { envelopeOf, toState } from './revision'
import { computeRun, type Run, storedRun } from './clawback-run'
import { buildEnvelope } from './envelope'
import { usableOf } from './fund'
import { materialise, proposalEntry } from './proposal'
import type { Signable, Signing } from './signable'
import { isHigherTier, tierOfRun } from './tier'
import type { InvalidInput } from './verb'

export const lockRun = async (
  tx: Transaction,
  key: SubjectKey,
  { officer, now }: Signing,
): Promise<Signable | Refusal> => {
  const ref = { clawbackId: key.subjectId, revision: key.revision }
  const row = await lockRevision(tx, ref)
  if (!row) return refuse('unknown', `There is no such revision of ${key.subjectId}.`)
  const envelope = envelopeOf(row)
  const isSealed = !isRefusal(envelope) && row.subjectDigest !== null
  return {
    key,
    state: await wholeState(tx, row),
    lossAt: row.firstLossAt,
    reason: row.reason,
    sealed: isSealed ? { subject: envelope, digest: row.subjectDigest ?? '' } : null,
    seal: () => seal(tx, { row, officerId: officer.id, now }),
    propose: () => propose(tx, row, now),
    move: (move) => moveRevision(tx, row, move),
    approved: () => Promise.resolve('approved' as const),
  }
}

/** With what only deciding needs: who owns a charged account, and for a draft its quorum and who could meet it. */
export const wholeState = async (
  db: Parameters<typeof approverPool>[0],
  row: RevisionRow,
): Promise<ReturnType<typeof toState>> => {
  const owners = await ownersIn(db, row.snapshotId)
  if (row.state !== 'draft') return toState(row, { owners })
  const { tier } = await tierOfRun(db, row)
  const { keysPerApprover } = signoffOf(row.policyContent)
  const pool = await approverPool(db, {
    keysPerApprover: Number(keysPerApprover),
    lossAt: row.firstLossAt,
  })
  return toState(row, { owners, pool, quorum: tier.quorum })
}

type Sealing = { row: RevisionRow; officerId: string; now: string }

const seal = async (
  tx: Transaction,
  { row, officerId, now }: Sealing,
): Promise<Envelope | Refusal | InvalidInput> => {
  const author = { subjectType: 'clawback' as const, subjectId: row.clawbackId, officerId }
  await takePart(tx, { ...author, part: 'author' })
  const run = await rerun(tx, row)
  if ('kind' in run) return run
  const trees = await materialise(tx, { row, run })
  if ('kind' in trees) return trees
  const { tier, inputs: tierInputs } = await tierOfRun(tx, row)
  const envelope = await buildEnvelope(tx, { row, run, trees, tier, tierInputs, now })
  await writeEnvelope(tx, row, {
    envelope: canonicalSubject(envelope),
    subjectDigest: subjectDigest(envelope),
    summary: renderSubject(envelope),
    proposedAt: now,
    notBefore: envelope.notBefore,
    expiresAt: envelope.expiresAt,
  })
  return envelope
}

/** The draft's run from rows as they stand now; a draft whose inputs have moved is not proposed. */
const rerun = async (tx: Transaction, row: RevisionRow): Promise<Run | Refusal | InvalidInput> => {
  const run = await computeRun(tx, {
    fundId: row.fundId,
    lossIds: await lossIdsOf(tx, row),
    snapshotId: row.snapshotId,
    policyId: row.policyId,
    policyVersion: row.policyVersion,
    topUp: formatAmount(BigInt(row.topUp), { scale: row.scale }),
    uncovered: formatAmount(BigInt(row.uncovered), { scale: row.scale }),
    rule: row.rule,
    rounding: row.rounding,
    reason: row.reason,
  })
  if ('kind' in run) return run
  const { usableFund, grossLoss, levied, accountsCharged } = storedRun(run)
  const isSame =
    usableFund === row.usableFund &&
    grossLoss === row.grossLoss &&
    levied === row.levied &&
    accountsCharged === row.accountsCharged &&
    canonicalJson(run.allocation.schedule) === canonicalJson(scheduleJson.parse(row.schedule))
  return isSame ? run : moved
}

const moved = refuse(
  'stale',
  'The usable fund amount or a loss has moved since this draft was saved. Nothing was proposed; edit the run and save it again.',
)

/** Nothing of what was sealed may have moved while the proposer signed it. */
const propose = async (
  tx: Transaction,
  row: RevisionRow,
  now: string,
): Promise<NewEntry[] | Refusal> => {
  const envelope = envelopeOf(row)
  if (isRefusal(envelope)) return envelope
  if (envelope.v !== 2) return sealedBefore
  await lockFund(tx, row.fundId)
  await lockTiers(tx)
  return (await refusedMove(tx, row, envelope)) ?? [proposalEntry(row, { envelope, now })]
}

const sealedBefore = refuse(
  'stale',
  'This draft was sealed in an older form. Nothing was proposed; open the page again and sign anew.',
)

const refusedMove = async (
  tx: Transaction,
  row: RevisionRow,
  { inputs, lossEvents, tier }: EnvelopeV2,
): Promise<Refusal | undefined> => {
  const standing = await fundStanding(tx, row.fundId)
  const losses = await chosenLosses(
    tx,
    lossEvents.map(({ id }) => id),
  )
  const areOpen =
    losses.length === lossEvents.length && losses.every(({ state }) => state === 'open')
  if (!standing || !areOpen || usableOf(standing).toString() !== inputs.fund.usable) return moved
  const now = await tierOfRun(tx, row)
  return isHigherTier(row.policyContent, now.tier, tier)
    ? refuse(
        'stale',
        `Another run was proposed while you were signing, so this one is of tier ${now.tier.name} now. Nothing was proposed; open the page again and sign anew.`,
      )
    : undefined
}
