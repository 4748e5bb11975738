// What two people sign: the envelope of a run, its digest and fingerprint, and the statement about it.
import { hexToBytes } from '@noble/hashes/utils.js'
import type { SealedSchedule } from './allocation-schedule'
import {
  departure,
  limitsInWords,
  ruleInWords,
  termsInWords,
  type TermsJson,
} from './allocation-wording'
import { base32, canonicalJson, sha256Hex, taggedDigest } from './canonical-json'
import { type FractionJson, fraction, toPercent } from './fraction'
import type { ChangeSubject } from './change'
import { renderChange } from './change-wording'
import { formatAmount, groupThousands } from './money'
import type { Place } from './place'
import type { Quorum } from './quorum'
import type { TierInputs } from './signoff-policy'
import { type AmountWords, inMinorUnits, signingInWords } from './signoff-wording'
import type { SubjectType } from './subject-state'

/** What both versions of the envelope hold. Every amount, count, index and version is a decimal string. */
type EnvelopeBase = Place & {
  type: 'clawback'
  clawbackId: string
  revision: string
  scope: { fundId: string; fundName: string; asset: string; scale: string; numeraire: string }
  nonce: string
  lossEvents: { id: string; amount: string }[]
  /** `terms` are what the policy announced; what is applied stands in `result.schedule`. */
  policy: { id: string; version: string; digest: string; terms: TermsJson }
  engine: { version: string; buildDigest: string }
  inputs: {
    snapshotDigest: string
    population: { claims: string; chargedBase: string; capacity: string }
    fund: { balance: string; floor: string; committed: string; usable: string }
    tolerances: { usableFund: string }
    asOf: string
  }
  result: {
    waterfall: { grossLoss: string; fundDraw: string; operatorDraw: string; toMutualise: string }
    collected: string
    levied: string
    residual: string
    uncovered: string
    schedule: SealedSchedule
    accountsCharged: string
    largestLevyDigest: string
  }
  authorsDigest: string
  notBefore: string
  expiresAt: string
}

/** Version 1 was confirmed by sessions; nothing is proposed or released under it any more. */
type EnvelopeV1 = EnvelopeBase & { v: 1 }

/**
 * Version 2 commits to both trees and to who must sign. `precommit` is the log entry of the
 * snapshot, which stood before the run was simulated.
 */
export type EnvelopeV2 = EnvelopeBase & {
  v: 2
  precommit: { index: string; leafHash: string }
  /** `firstLossAt`: policy and keys had to be in force before. */
  inputs: { claimsRoot: string; firstLossAt: string }
  result: { sharesRoot: string }
  tier: string
  tierInputs: TierInputs
  quorum: Quorum
}
export type Envelope = EnvelopeV1 | EnvelopeV2

/** Whatever can be signed: one formula gives the digest of each. */
export type Subject = Envelope | ChangeSubject

export type Decision = 'propose' | 'approve' | 'reject' | 'veto' | 'withdraw'

/** `targetStatement` is the challenge of the statement that a withdrawal takes back; only there. */
export type SignoffStatement = Place & {
  v: 1
  type: 'signoff'
  decision: Decision
  subjectType: SubjectType
  subjectId: string
  revision: string
  subjectDigest: string
  officer: string
  credentialIdHash: string
  group: string
  reasonDigest: string
  summaryDigest: string
  targetStatement?: string
  challengeId: string
  issuedAt: string
  expiresAt: string
}

/** Digest of any signed subject: SHA-256("ballast/subject/" ‖ type ‖ "/v1" ‖ 00 ‖ JCS(subject)), hex. signoff.md §3. */
export const subjectDigest = (subject: Subject): string =>
  taggedDigest(`ballast/subject/${subject.type}/v1`, subject)

/** What a key signs: SHA-256("ballast/signoff/v1" ‖ 00 ‖ JCS(statement)), hex. signoff.md §3. */
export const signoffChallenge = (statement: SignoffStatement): string =>
  taggedDigest('ballast/signoff/v1', statement)

/** Digest of a free text or another value that is kept inside: over {salt, value}. `member` is the member's name. */
export const saltedDigest = (
  member: string,
  salted: { salt: string; value: string | Record<string, string> },
): string => taggedDigest(`ballast/${member}/v1`, salted)

/** Digest of the authors of a run: their pseudonyms in ascending order. */
export const authorsDigest = (pseudonyms: readonly string[]): string =>
  taggedDigest('ballast/authorsDigest/v1', [...pseudonyms].sort())

/** SHA-256 of the plain-language summary, UTF-8, hex: a verifier renders the summary again and compares. */
export const summaryDigest = (subject: Subject): string => sha256Hex(renderSubject(subject))

/** Plain English of any subject, a function of the subject alone. */
export const renderSubject = (subject: Subject): string =>
  subject.type === 'clawback' ? renderSummary(subject) : renderChange(subject)

/**
 * The part of a digest that people compare: the first 26 characters of its base32 (130 bits), in
 * groups of five, the last of six. `digest` is 64 hex digits. Source: signoff.md §3.
 */
export const fingerprint = (digest: string): string => {
  const text = base32(hexToBytes(digest)).slice(0, 26)
  return [
    text.slice(0, 5),
    text.slice(5, 10),
    text.slice(10, 15),
    text.slice(15, 20),
    text.slice(20),
  ].join(' ')
}

/** The canonical bytes of a subject or a statement, as stored and as hashed. */
export const canonicalSubject = (subject: Subject | SignoffStatement): string =>
  canonicalJson(subject)

/**
 * Plain English of an envelope, a function of the envelope alone (template "clawback/en/1", and
 * "clawback/en/2" for version 2, which also says tier, quorum, cooling-off and what stood before).
 * Amounts in currency units with all decimals, the rate in percent rounded half up to four digits;
 * of other assets than the run's own in minor units.
 */
export const renderSummary = (envelope: Envelope): string => {
  const { scope, result, inputs, lossEvents } = envelope
  const money = (units: string) => amountIn(scope)(units, scope.asset)
  const count = (text: string) => groupThousands(text)
  const rate = ratePercent({
    numerator: result.collected,
    denominator: inputs.population.chargedBase,
  })
  const parts = [
    `Take ${money(result.levied)} from ${accounts(result.accountsCharged)}, ${rate} % of ${scope.numeraire} overall.`,
    `${count(String(lossEvents.length))} ${lossEvents.length === 1 ? 'loss' : 'losses'} of ${money(result.waterfall.grossLoss)} in all.`,
    `The insurance fund ${scope.fundName} pays ${money(result.waterfall.fundDraw)}, the operator pays ${money(result.waterfall.operatorDraw)} of his own capital.`,
    `${shared(envelope, money)} is shared by the rule ${ruleSentences(envelope, money)}`,
    result.residual === '0'
      ? 'No rounding residual is left to the operator.'
      : `The rounding residual of ${money(result.residual)} is paid by the operator.`,
    ...(envelope.v === 2 ? signingInWords(envelope, amountIn(scope)) : []),
  ]
  return parts.join(' ')
}

/** Amounts of the run's asset with its decimals; the scales of others are not in the envelope. */
const amountIn =
  (scope: Envelope['scope']): AmountWords =>
  (units, asset) =>
    asset === scope.asset
      ? `${groupThousands(formatAmount(BigInt(units), { scale: Number(scope.scale) }))} ${asset}`
      : inMinorUnits(units, asset)

const shared = ({ result }: Envelope, money: (units: string) => string): string => {
  const remaining = money(result.waterfall.toMutualise)
  if (result.uncovered === '0') return `The remaining ${remaining}`
  return `Of the remaining ${remaining}, ${money(result.uncovered)} stays uncovered; ${money(result.collected)}`
}

const accounts = (count: string): string =>
  `${groupThousands(count)} ${count === '1' ? 'account' : 'accounts'}`

/** The rule and whether the policy announced it, what it asks of everybody, and within which limits. */
const ruleSentences = (
  { policy, result: { schedule }, scope, inputs }: Envelope,
  money: (units: string) => string,
): string => {
  const departed = departure(schedule, policy)
  const announced = `as policy ${policy.id} version ${policy.version} says.`
  const wording = {
    money: (units: bigint) => money(units.toString()),
    numeraire: scope.numeraire,
  }
  return [
    departed === null
      ? `${termsInWords(schedule)}, ${announced}`
      : `${termsInWords(schedule)}. ${departed}`,
    ruleInWords(schedule.rule, scope.numeraire, {
      isCapped: inputs.population.capacity !== inputs.population.chargedBase,
    }),
    ...(schedule.weighted ? ['Each share is multiplied by the weight of its account.'] : []),
    ...limitsInWords(schedule.limits, wording),
  ].join(' ')
}

const ratePercent = (rate: FractionJson): string =>
  toPercent(fraction(BigInt(rate.numerator), BigInt(rate.denominator)), { digits: 4 })
