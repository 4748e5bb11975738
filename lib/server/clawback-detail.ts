// The approver's page: one revision with everything a decision rests on.
import 'server-only'
import * as z from 'zod'
import { type LoggedRevision, type RevisionRow, revisionForReading } from '@/db/clawback'
import { type ActorKeyRow, keysInForce, signoffsOf } from '@/db/signoff'
import { snapshotById, type SnapshotRow } from '@/db/claim'
import { fundStanding } from '@/db/fund'
import { levyPage } from '@/db/levy'
import { lossSpan } from '@/db/loss'
import { policyByVersion } from '@/db/policy'
import { maskAccount } from '@/lib/domain/claim'
import { isRefusal, refuse } from '@/lib/domain/refusal'
import { decide } from '@/lib/domain/subject'
import { type Command, stateAt } from '@/lib/domain/subject-state'
import { announcedTerms, type PolicyContent } from '@/lib/domain/policy'
import { fingerprint } from '@/lib/domain/signoff'
import type { SubjectState } from '@/lib/domain/subject-state'
import { noTreeSentence } from '@/lib/domain/snapshot-tree'
import { clawbackDetail, type Permission } from '@/lib/wire/clawback'
import { idText, ordinal } from '@/lib/wire/text'
import { signingActor } from './actor'
import { previousShown } from './clawback-previous'
import { isoNow } from './clock'
import { wholeState } from './clawback-signing'
import { usableOf } from './fund'
import { approvalsShown, ownKeys, signoffShown, tierShown } from './signoff-shown'
import type { Officer } from './officer'
import { toState, envelopeOf } from './revision'
import { verb } from './verb'

const LARGEST_SHOWN = 10

export const showClawback = verb({
  name: 'clawback.shown',
  kind: 'read',
  access: 'officer',
  input: z.object({ clawbackId: idText, revision: ordinal.optional() }),
  output: clawbackDetail,
  run: async ({ db, officer, input }) => {
    const row = await revisionForReading(db, input)
    if (!row || !officer) return refuse('unknown', `There is no clawback ${input.clawbackId}.`)
    const key = {
      subjectType: 'clawback' as const,
      subjectId: row.clawbackId,
      revision: row.revision,
    }
    const [losses, snapshot, policy, signoffs, largest, previous, standing, held, state, tier] =
      await Promise.all([
        lossSpan(db, row),
        snapshotById(db, row.snapshotId),
        policyByVersion(db, { id: row.policyId, version: row.policyVersion }),
        signoffsOf(db, key),
        levyPage(db, row, { endsWith: '', after: null, limit: LARGEST_SHOWN }),
        previousShown(db, row),
        fundStanding(db, row.fundId),
        keysInForce(db, officer.id),
        wholeState(db, row),
        tierShown(db, row),
      ])
    if (!losses || !snapshot || !policy || !standing)
      return refuse('unknown', `There is no clawback ${input.clawbackId}.`)
    const now = isoNow()
    return clawbackDetail.parse({
      ...identityOf(row, now),
      ...figuresOf(row),
      losses,
      policy: {
        id: policy.id,
        version: policy.version,
        digest: policy.digest,
        ...announcedTerms(policy.content as PolicyContent),
      },
      snapshot: {
        id: snapshot.id,
        digest: snapshot.digest,
        cutoffAt: snapshot.cutoffAt,
        numeraire: snapshot.numeraire,
        claims: snapshot.claims,
        claimsRoot: snapshot.claimsRoot,
        logIndex: snapshot.logIndex,
        isProvable: snapshot.isProvable,
      },
      logged: loggedOf(row),
      largest: largest.map((levy) => ({ ...levy, account: maskAccount(levy.account) })),
      signoffs: signoffs.map((one) => signoffShown(one, signoffs)),
      tier,
      approvals: approvalsShown(signoffs, state),
      keys: ownKeys(held, row.firstLossAt),
      previous,
      inputs: inputsOf(row, standing),
      permissions: permissionsOf(row, { officer, held, state, snapshot, now }),
    })
  },
})

const identityOf = (row: RevisionRow, now: string) => ({
  asOf: now,
  id: row.clawbackId,
  revision: row.revision,
  latestRevision: row.latestRevision,
  state: stateAt(toState(row), now),
  fund: { id: row.fundId, name: row.fundName },
  asset: { code: row.asset, scale: row.scale },
  reason: row.reason,
  topUp: row.topUp,
  author: { name: row.authorName, pseudonym: row.authorPseudonym },
  createdAt: row.createdAt,
  proposedAt: row.state === 'draft' ? null : row.proposedAt,
  decideBy: row.state === 'draft' ? null : row.expiresAt,
  notBefore: row.state === 'draft' ? null : row.notBefore,
  expiresAt: row.state === 'draft' ? null : row.expiresAt,
  executedAt: row.executedAt,
  // A draft's envelope may still be written again: nothing is shown as signed before it is.
  subjectDigest: row.state === 'draft' ? null : row.subjectDigest,
  fingerprint:
    row.state === 'draft' || row.subjectDigest === null ? null : fingerprint(row.subjectDigest),
  envelope: row.state === 'draft' ? null : row.envelope,
  summary: row.summary,
  reportId: row.reportId,
})

const loggedOf = (row: LoggedRevision) => ({
  sharesRoot: row.sharesRoot,
  proposalIndex: row.proposalIndex,
  executionIndex: row.executionIndex,
  reportIndex: row.reportIndex,
})

const figuresOf = (row: RevisionRow) => ({
  waterfall: {
    grossLoss: row.grossLoss,
    usableFund: row.usableFund,
    fundDraw: row.fundDraw,
    operatorDraw: row.operatorDraw,
    toMutualise: row.toMutualise,
    collected: row.collected,
    levied: row.levied,
    residual: row.residual,
    uncovered: row.uncovered,
  },
  schedule: row.schedule,
  metrics: row.metrics,
  distribution: row.distribution,
  capacity: row.capacity,
  chargedBase: row.chargedBase,
})

/** Inputs that can still move, as signed and as they stand now. */
const inputsOf = (
  row: RevisionRow,
  standing: NonNullable<Awaited<ReturnType<typeof fundStanding>>>,
) => {
  const envelope = envelopeOf(row)
  if ('kind' in envelope || row.state === 'draft' || row.executedAt !== null) return []
  const isLive = row.state === 'proposed' || row.state === 'approved'
  const committed = BigInt(standing.committed) - (isLive ? BigInt(row.fundDraw) : 0n)
  const usable = usableOf({ ...standing, committed: committed.toString() })
  const { fund, tolerances } = envelope.inputs
  const moved =
    usable > BigInt(fund.usable) ? usable - BigInt(fund.usable) : BigInt(fund.usable) - usable
  return [
    {
      name: 'Usable fund amount',
      signed: fund.usable,
      now: usable.toString(),
      within: moved <= BigInt(tolerances.usableFund),
      tolerance: tolerances.usableFund,
    },
    {
      name: 'Fund balance',
      signed: fund.balance,
      now: standing.balance,
      within: true,
      tolerance: null,
    },
  ]
}

const COMMANDS: Command[] = [
  { kind: 'edit' },
  { kind: 'propose' },
  { kind: 'approve' },
  { kind: 'reject', reason: 'asked' },
  { kind: 'veto', reason: 'asked' },
  { kind: 'withdraw' },
  { kind: 'execute' },
  { kind: 'publish' },
]

/** The kernel's own sentence for every button that is not for this officer. */
const permissionsOf = (row: RevisionRow, { officer, held, state, snapshot, now }: Asking) => {
  const actor = signingActor(officer, { held, lossAt: row.firstLossAt })
  return Object.fromEntries(
    COMMANDS.map((command): [string, Permission] => {
      const decided = decide(state, command, { actor, now })
      if (command.kind === 'propose' && !isRefusal(decided) && !snapshot.isProvable)
        return ['propose', { allowed: false, sentence: noTreeSentence(snapshot.id) }]
      return [
        command.kind,
        isRefusal(decided)
          ? { allowed: false, sentence: decided.sentence }
          : { allowed: true, sentence: '' },
      ]
    }),
  )
}

type Asking = {
  officer: Officer
  held: readonly ActorKeyRow[]
  state: SubjectState
  snapshot: SnapshotRow
  now: string
}
