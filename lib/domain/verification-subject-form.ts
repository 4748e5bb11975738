// What may be signed, as JSON from outside: every member in its form, so that it can be computed with.
import { RULES, ROUNDINGS, type SealedSchedule } from './allocation-schedule'
import type { TermsJson } from './allocation-wording'
import type { Change, ChangeSubject } from './change'
import {
  decimal,
  either,
  hasShape,
  hex,
  list,
  name,
  oneOf,
  record,
  text,
  time,
  type Shape,
} from './json-shape'
import { sealedSchedule } from './merkle-sum-tree/verification-form'
import type { PolicyContent } from './policy'
import type { Quorum } from './quorum'
import type { EnvelopeV2 } from './signoff'
import type { SignoffPolicy, Taken } from './signoff-policy'

/** What is signed today: a run under version 2 of its envelope, or a change of the desk. */
export type SignedSubject = RunSubject | ChangeSubject

export type RunSubject = EnvelopeV2

const amount = decimal()
const count = decimal(9)
const positive = text(/^[1-9]\d{0,38}$/, 'a whole number above 0, at most 39 digits')

/** An object whose members all have one form, whatever they are called. */
const membersOf = (member: Shape<string>): Shape<Record<string, string>> => ({
  problemOf: (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return ': expected an object'
    const names = list(name()).problemOf(Object.keys(value))
    return names ?? list(member).problemOf(Object.values(value))
  },
})

const place = { env: name(), origin: name(), rpId: name(), logOrigin: name() }

const quorum: Shape<Quorum> = record({
  approvals: count,
  groups: count,
  among: list(name(), { most: 100 }),
  deviceBound: oneOf(true, false),
})

const taken: Shape<Taken> = record({
  amounts: membersOf(amount),
  shareBps: amount,
  accounts: amount,
})

const share = record({ numerator: amount, denominator: positive })
const limits = record({}, { capFraction: share, minEquity: amount, exemptBelow: amount })
const terms: Shape<TermsJson> = record(
  { rule: oneOf(...RULES), rounding: oneOf(...ROUNDINGS) },
  { limits },
)

const signoffPolicy: Shape<SignoffPolicy> = record({
  tiers: list(
    record({
      name: name(),
      day: either(oneOf(null), taken),
      week: either(oneOf(null), taken),
      quorum,
      coolingOffSeconds: count,
    }),
    { least: 1, most: 10 },
  ),
  changeDelaySeconds: count,
  keysPerApprover: count,
})

/** The layers of every policy, in their one order. */
const layers: Shape<PolicyContent['layers']> = {
  problemOf: (value) =>
    Array.isArray(value) && value.join() === 'fund,operator,traders'
      ? null
      : ': expected the layers fund, operator, traders',
}

export const policyContent: Shape<PolicyContent> = record(
  { layers, rule: oneOf(...RULES), rounding: oneOf(...ROUNDINGS), fundToleranceBps: amount },
  { limits, asset: name(), signoff: signoffPolicy },
)

const policy = record({ id: name(), version: decimal(), digest: hex(), content: policyContent })
const roles = list(name(), { most: 100 })
const rights = record({ roles, group: name() })
const officer = name()

const CHANGES: { readonly [K in Change['kind']]: Shape<Extract<Change, { kind: K }>> } = {
  'policy-adopted': record({
    kind: oneOf('policy-adopted'),
    policy,
    replaces: either(
      oneOf(null),
      record({ version: decimal(), digest: hex(), content: policyContent }),
    ),
  }),
  'officer-added': record({ kind: oneOf('officer-added'), officer, roles, group: name() }),
  'roles-changed': record({ kind: oneOf('roles-changed'), officer, from: rights, to: rights }),
  'officer-removed': record({ kind: oneOf('officer-removed'), officer }),
  'key-added': record({
    kind: oneOf('key-added'),
    officer,
    credentialIdHash: hex(),
    publicKey: text(/^([0-9a-f]{2}){1,2000}$/, 'bytes in lower-case hex'),
    deviceBound: oneOf(true, false),
  }),
  'key-revoked': record({ kind: oneOf('key-revoked'), officer, credentialIdHash: hex() }),
  paused: record({ kind: oneOf('paused') }),
  resumed: record({ kind: oneOf('resumed') }),
  'account-linked': record({ kind: oneOf('account-linked'), officer, accountDigest: hex() }),
  'account-unlinked': record({ kind: oneOf('account-unlinked'), officer, accountDigest: hex() }),
}

/** The shape that the value's own kind asks for. */
const change: Shape<Change> = {
  problemOf: (value) => {
    const kind =
      typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined
    return typeof kind === 'string' && Object.hasOwn(CHANGES, kind)
      ? CHANGES[kind as Change['kind']].problemOf(value)
      : '.kind: expected a kind of change that is known here'
  },
}

const common = { ...place, authorsDigest: hex(), notBefore: time, expiresAt: time }

/** A change of the desk, whole. */
const CHANGE_SUBJECT: Shape<ChangeSubject> = record({
  ...common,
  v: oneOf(1),
  type: oneOf('policy', 'officers'),
  changeId: name(),
  nonce: decimal(),
  change,
  policies: list(record({ id: name(), version: decimal(), digest: hex() })),
  quorum,
  decideBy: time,
})

/** As `verifyAccount` asks, and with limits that can be put into words. */
const schedule: Shape<SealedSchedule> = {
  problemOf: (value) => {
    const problem = sealedSchedule.problemOf(value)
    if (problem !== null || !hasShape(value, sealedSchedule)) return problem
    return value.limits === undefined ? null : limits.problemOf(value.limits)
  },
}

const fund = { balance: text(/^(0|-?[1-9]\d{0,38})$/, 'an amount'), floor: amount }

/** The envelope of a run, version 2, whole. */
const ENVELOPE: Shape<RunSubject> = record({
  ...common,
  v: oneOf(2),
  type: oneOf('clawback'),
  clawbackId: name(),
  revision: decimal(),
  scope: record({
    fundId: name(),
    fundName: name(),
    asset: name(),
    scale: text(/^\d$/, 'a digit'),
    numeraire: name(),
  }),
  nonce: decimal(),
  lossEvents: list(record({ id: name(), amount }), { least: 1 }),
  policy: record({ id: name(), version: decimal(), digest: hex(), terms }),
  engine: record({ version: name(), buildDigest: hex() }),
  precommit: record({ index: decimal(15), leafHash: hex() }),
  inputs: record({
    snapshotDigest: hex(),
    claimsRoot: hex(),
    population: record({ claims: amount, chargedBase: positive, capacity: amount }),
    fund: record({ ...fund, committed: amount, usable: amount }),
    tolerances: record({ usableFund: amount }),
    asOf: time,
    firstLossAt: time,
  }),
  result: record({
    waterfall: record({
      grossLoss: amount,
      fundDraw: amount,
      operatorDraw: amount,
      toMutualise: amount,
    }),
    collected: amount,
    levied: amount,
    residual: amount,
    uncovered: amount,
    schedule,
    accountsCharged: amount,
    largestLevyDigest: hex(),
    sharesRoot: hex(),
  }),
  tier: name(),
  tierInputs: record({ own: taken, day: taken, week: taken }),
  quorum,
})

/** Either of them, by its own type. */
export const SIGNED_SUBJECT: Shape<SignedSubject> = {
  problemOf: (value) => {
    const isRun =
      typeof value === 'object' && value !== null && 'type' in value && value.type === 'clawback'
    return (isRun ? ENVELOPE : CHANGE_SUBJECT).problemOf(value)
  },
}
