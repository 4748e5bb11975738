// Changes of the desk on the wire: what a person fills in, the page of one change, and the list.
import * as z from 'zod'
import type { ChangeKind } from '@/lib/domain/change'
import { ROLES } from '@/lib/domain/officer'
import { SUBJECT_STATES } from '@/lib/domain/subject-state'
import { permission } from './clawback'
import { hex64, instant } from './money'
import { differenceLine, groupName, policyContentJson, quorumJson } from './policy'
import { officerJson, ownKeyJson } from './signing'
import { idText, ordinal, plainText } from './text'

const pseudonym = z.string().regex(/^[A-Z2-7]{52}$/, 'expected an officer')
const roles = z.array(z.enum(ROLES)).min(1, 'Choose at least one role.').max(ROLES.length)
const key = { credentialIdHash: hex64 }
/** An account or owner id as snapshots name it. */
const account = z
  .string()
  .regex(
    /^(?!g:)[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/,
    'expected an account or owner id as snapshots name it',
  )

/** Officers by their pseudonyms, keys by the digests of their credential ids. */
export const changeInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('policy-adopted'),
    policyId: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,19}$/, 'expected an id such as P-1'),
    /** The version in force that its author saw; null for a policy that is new. */
    replaces: ordinal.nullable(),
    content: policyContentJson,
  }),
  z.strictObject({
    kind: z.literal('officer-added'),
    issuer: z.url('expected the address of the identity provider').max(500),
    subject: idText,
    name: idText.max(100, 'expected at most 100 characters'),
    roles,
    group: groupName,
  }),
  z.strictObject({ kind: z.literal('roles-changed'), officer: pseudonym, roles, group: groupName }),
  z.strictObject({ kind: z.literal('officer-removed'), officer: pseudonym }),
  z.strictObject({ kind: z.literal('key-added'), ...key }),
  z.strictObject({ kind: z.literal('key-revoked'), ...key }),
  z.strictObject({ kind: z.literal('paused') }),
  z.strictObject({ kind: z.literal('resumed') }),
  z.strictObject({ kind: z.literal('account-linked'), officer: pseudonym, account }),
  z.strictObject({ kind: z.literal('account-unlinked'), officer: pseudonym, account }),
])
export type ChangeInput = z.infer<typeof changeInput>

export const draftChangeInput = z.object({
  change: changeInput,
  reason: plainText.refine(
    (text) => text.trim() !== '',
    'Write why: everybody who decides reads it.',
  ),
})
export type DraftChangeInput = z.infer<typeof draftChangeInput>
export const changeRef = z.object({ changeId: idText })
export type ChangeRef = z.infer<typeof changeRef>

const kinds = [
  'policy-adopted',
  'officer-added',
  'roles-changed',
  'officer-removed',
  'key-added',
  'key-revoked',
  'paused',
  'resumed',
  'account-linked',
  'account-unlinked',
] as const satisfies readonly ChangeKind[]

/** What a list and a page both say of a change. `title` names people; what is signed never does. */
const changeHead = {
  id: z.string(),
  kind: z.enum(kinds),
  subjectType: z.enum(['policy', 'officers']),
  state: z.enum(SUBJECT_STATES),
  /** "Add Ann Doe as approver in the group risk": for people inside. */
  title: z.string(),
  /** Whether it only takes rights away, and so needs one person and no delay. */
  isNarrowing: z.boolean(),
  author: officerJson,
  createdAt: instant,
  proposedAt: instant.nullable(),
  decideBy: instant.nullable(),
  notBefore: instant.nullable(),
  expiresAt: instant.nullable(),
  executedAt: instant.nullable(),
  fingerprint: z.string().nullable(),
  /** Approvals that count now, of how many. */
  approvals: z.object({ counting: z.number().int(), needed: z.number().int() }),
}

/** One decision as it was signed; `counts` is null for what is no approval. */
export const changeSignoff = z.object({
  challengeId: hex64,
  officer: officerJson,
  group: z.string(),
  decision: z.enum(['propose', 'approve', 'reject', 'veto', 'withdraw']),
  reason: z.string(),
  signedAt: instant,
  keyName: z.string(),
  counts: z.boolean().nullable(),
  logIndex: z.number().int().nullable(),
})
export type ChangeSignoff = z.infer<typeof changeSignoff>

export const changeDetail = z.object({
  ...changeHead,
  asOf: instant,
  /** The text that people sign, its digest and its exact bytes; null before the proposal. */
  summary: z.string().nullable(),
  subjectDigest: hex64.nullable(),
  envelope: z.string().nullable(),
  reason: z.string(),
  quorum: quorumJson,
  quorumText: z.string(),
  /** Seconds between proposal and effect; 0 for what narrows. */
  delaySeconds: z.number().int(),
  difference: z.array(differenceLine),
  signoffs: z.array(changeSignoff),
  permissions: z.object({
    propose: permission,
    approve: permission,
    reject: permission,
    veto: permission,
    withdraw: permission,
    execute: permission,
  }),
  keys: z.array(ownKeyJson),
  logIndex: z.number().int().nullable(),
})
export type ChangeDetail = z.infer<typeof changeDetail>

export const changeRow = z.object({
  ...changeHead,
  /** True when this officer may decide it now, or put it into effect. */
  waitsForYou: z.boolean(),
  /** True when he has signed it. */
  isDecidedByYou: z.boolean(),
})
export type ChangeRow = z.infer<typeof changeRow>
export const changeList = z.object({ asOf: instant, changes: z.array(changeRow) })
export type ChangeList = z.infer<typeof changeList>

export const executedChange = z.object({
  changeId: z.string(),
  kind: z.enum(kinds),
  /** Stale where another change came first: nothing took effect, and the sentence says so. */
  state: z.enum(['executed', 'stale']),
  sentence: z.string(),
  executedAt: instant,
  logIndex: z.number().int().nullable(),
})
export type ExecutedChange = z.infer<typeof executedChange>
