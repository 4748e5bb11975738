// Clawback runs on the wire: simulation, draft, proposal, the approver's page, execution.
import * as z from 'zod'
import { ROUNDINGS, RULES } from '@/lib/domain/allocation-schedule'
import { SUBJECT_STATES } from '@/lib/domain/subject-state'
import { policyTerms, scheduleJson } from './allocation'
import { previousRevision } from './clawback-previous'
import { assetJson, decimalText, fractionJson, hex64, instant, minorUnits } from './money'
import { approvalJson, officerJson, ownKeyJson, runTierJson, signoffJson } from './signing'
import { snapshotProof } from './snapshot'
import { idText, ordinal, plainText } from './text'

export const clawbackState = z.enum(SUBJECT_STATES)

export const waterfallJson = z.object({
  grossLoss: minorUnits,
  usableFund: minorUnits,
  fundDraw: minorUnits,
  operatorDraw: minorUnits,
  toMutualise: minorUnits,
  collected: minorUnits,
  levied: minorUnits,
  residual: minorUnits,
  uncovered: minorUnits,
})

export const tierJson = z.object({
  from: minorUnits,
  to: minorUnits.nullable(),
  accounts: z.number().int(),
  base: minorUnits,
  levy: minorUnits,
})
export type TierJson = z.infer<typeof tierJson>

const classTotal = z.object({ accounts: z.number().int(), base: minorUnits, levy: minorUnits })
const laterMetric = fractionJson.nullable().default(null)

/** What is null or 0 by default was not measured for the first revisions that are stored. */
export const metricsJson = z.object({
  rate: fractionJson,
  utilisation: fractionJson,
  gini: fractionJson,
  /** Signed: above 0 where large payouts keep more than under pro-rata, 0 for pro-rata. */
  proportionalityDeviation: laterMetric,
  /** Largest surviving profit ÷ collected. */
  ptsr: laterMetric,
  /** Largest surviving profit ÷ largest single shortfall. */
  pmr: laterMetric,
  largestPayout: minorUnits.nullable().default(null),
  largestShortfall: minorUnits.nullable().default(null),
  largestLevy: minorUnits,
  /** Share of its base that the largest levy takes. */
  largestLevyShare: fractionJson,
  /** In minor units; a half when the count is even. */
  medianLevy: fractionJson,
  top10Share: fractionJson,
  top10PercentShare: laterMetric,
  top1PercentShare: fractionJson,
  byClass: z
    .object({ eligible: classTotal, house: classTotal, exempt: classTotal })
    .nullable()
    .default(null),
  accountsInScope: z.number().int(),
  accountsCharged: z.number().int(),
  cappedCount: z.number().int(),
  exemptCount: z.number().int(),
  /** Accounts in scope whose base is below the policy's exemption threshold. */
  belowThresholdCount: z.number().int().default(0),
})
export type MetricsJson = z.infer<typeof metricsJson>

export const levyRow = z.object({
  rank: z.number().int(),
  account: z.string(),
  class: z.enum(['eligible', 'house', 'exempt']),
  base: minorUnits,
  cap: minorUnits.nullable(),
  levy: minorUnits,
})
export type LevyRow = z.infer<typeof levyRow>

/** What an officer chooses. Rule and rounding are the policy's when absent, its limits always. */
export const runInput = z.object({
  fundId: idText,
  /** The run that gets another revision: what it holds itself is open to it; none for a new run. */
  clawbackId: idText.optional(),
  lossIds: z.array(idText).min(1, 'Choose at least one loss.').max(100_000),
  snapshotId: idText,
  policyId: idText,
  policyVersion: ordinal,
  topUp: decimalText,
  /** What nobody pays for now, in currency units; 0 when absent. */
  uncovered: decimalText.optional(),
  rule: z.enum(RULES).optional(),
  rounding: z.enum(ROUNDINGS).optional(),
  reason: plainText,
})
export type RunInput = z.infer<typeof runInput>

export const simulation = z.object({
  asset: assetJson,
  waterfall: waterfallJson,
  schedule: scheduleJson,
  metrics: metricsJson,
  distribution: z.array(tierJson),
  largest: z.array(levyRow),
  capacity: minorUnits,
  chargedBase: minorUnits,
})
export type Simulation = z.infer<typeof simulation>

/** May this officer do it now, and if not the kernel's sentence. */
export const permission = z.object({ allowed: z.boolean(), sentence: z.string() })
export type Permission = z.infer<typeof permission>

const heldLoss = z.object({
  id: z.string(),
  market: z.string(),
  occurredAt: instant,
  shortfall: minorUnits,
})

/** Choices for the new-clawback page: what exists and may be combined. */
export const runOptions = z.object({
  asOf: instant,
  funds: z.array(
    z.object({ id: z.string(), name: z.string(), asset: assetJson, usable: minorUnits }),
  ),
  policies: z.array(
    z.object({
      id: z.string(),
      version: z.number().int(),
      digest: hex64,
      ...policyTerms,
      /** Funds whose asset the policy's limits speak of. */
      fits: z.array(z.string()),
      effectiveAt: instant,
      supersededAt: instant.nullable(),
      /** One of the beginning holds for every loss, however old. */
      isOfBeginning: z.boolean(),
    }),
  ),
  /** What the newest revision of the run that is to be changed had chosen; null for a new run. */
  chosen: z
    .object({
      clawbackId: z.string(),
      revision: z.number().int(),
      edit: permission,
      run: runInput,
      /** Losses that its live proposal holds: no run but this one may choose them. */
      held: z.array(heldLoss),
    })
    .nullable(),
})
export type RunOptions = z.infer<typeof runOptions>

export const saveDraftInput = runInput.extend({
  reason: plainText.refine(
    (text) => text.trim() !== '',
    'Write why: the officer who decides reads it.',
  ),
})
export const revisionRef = z.object({ clawbackId: idText, revision: ordinal })
export type RevisionRef = z.output<typeof revisionRef>

export const inputJson = z.object({
  name: z.string(),
  signed: minorUnits,
  now: minorUnits,
  within: z.boolean(),
  /** How far it may move until release, in minor units; null where only shown. */
  tolerance: minorUnits.nullable(),
})

export const clawbackDetail = simulation.extend({
  asOf: instant,
  id: z.string(),
  revision: z.number().int(),
  latestRevision: z.number().int(),
  state: clawbackState,
  fund: z.object({ id: z.string(), name: z.string() }),
  policy: z.object({ id: z.string(), version: z.number().int(), digest: hex64, ...policyTerms }),
  snapshot: z.object({
    id: z.string(),
    digest: hex64,
    cutoffAt: instant,
    numeraire: z.string(),
    claims: z.number().int(),
    ...snapshotProof,
  }),
  losses: z.object({
    count: z.number().int(),
    markets: z.number().int(),
    firstAt: instant,
    lastAt: instant,
  }),
  reason: z.string(),
  topUp: minorUnits,
  author: officerJson,
  createdAt: instant,
  proposedAt: instant.nullable(),
  decideBy: instant.nullable(),
  /** When the cooling-off ends: nobody executes before. */
  notBefore: instant.nullable(),
  expiresAt: instant.nullable(),
  executedAt: instant.nullable(),
  /** Null for runs of before there were tiers. */
  tier: runTierJson.nullable(),
  approvals: z.array(approvalJson),
  keys: z.array(ownKeyJson),
  subjectDigest: hex64.nullable(),
  fingerprint: z.string().nullable(),
  envelope: z.string().nullable(),
  /** What the public log holds of this revision, to be held against it; null where it is not that far. */
  logged: z.object({
    sharesRoot: hex64.nullable(),
    proposalIndex: z.number().int().nullable(),
    executionIndex: z.number().int().nullable(),
    reportIndex: z.number().int().nullable(),
  }),
  summary: z.string().nullable(),
  signoffs: z.array(signoffJson),
  /** Null for the first revision. */
  previous: previousRevision.nullable(),
  inputs: z.array(inputJson),
  permissions: z.object({
    edit: permission,
    propose: permission,
    approve: permission,
    reject: permission,
    veto: permission,
    withdraw: permission,
    execute: permission,
    publish: permission,
  }),
  reportId: z.string().nullable(),
})
export type ClawbackDetail = z.infer<typeof clawbackDetail>

export const clawbackRow = z.object({
  id: z.string(),
  revision: z.number().int(),
  state: clawbackState,
  fundName: z.string(),
  asset: assetJson,
  levied: minorUnits,
  accountsCharged: z.number().int(),
  rate: fractionJson,
  author: z.string(),
  changedAt: instant,
  expiresAt: instant.nullable(),
  fingerprint: z.string().nullable(),
  /** True when this officer may decide it now. */
  waitsForYou: z.boolean(),
})
export type ClawbackRow = z.infer<typeof clawbackRow>
export const clawbackList = z.object({ asOf: instant, clawbacks: z.array(clawbackRow) })
export type ClawbackList = z.infer<typeof clawbackList>

export const levyQuery = revisionRef.extend({
  /** Last characters of an account. */
  account: z.string().max(128).optional(),
  /** The last row of the page before: its levy and account. */
  afterLevy: minorUnits.optional(),
  afterAccount: z.string().optional(),
  limit: z.coerce.number<string | number>().int().min(1).max(500).default(100),
})
export const levyPage = z.object({
  rows: z.array(levyRow),
  total: z.object({ accounts: z.number().int(), base: minorUnits, levy: minorUnits }),
  hasMore: z.boolean(),
})
export type LevyPage = z.infer<typeof levyPage>

/** Stale where an input has moved: nothing was executed, the sentence says why, and the journal is empty. */
export const executionJson = z.object({
  clawbackId: z.string(),
  revision: z.number().int(),
  state: z.enum(['executed', 'stale']),
  sentence: z.string(),
  executedAt: instant,
  runDigest: hex64,
  journal: z.array(z.object({ account: z.string(), amount: minorUnits })),
})
export type ExecutionJson = z.infer<typeof executionJson>
