// Which policy a decision needed, and how many people by that policy, computed again from the log.
import { quoted } from './assert'
import { canonicalJson } from './canonical-json'
import { isNarrowing, type ChangeSubject } from './change'
import { hasShape } from './json-shape'
import { announcedTerms, policyDigest, type PolicyContent } from './policy'
import { ALONE, quorumInWords, strictestQuorum } from './quorum'
import {
  DEFAULT_SIGNOFF,
  highestTier,
  signoffOf,
  strictest,
  takenBy,
  tierOf,
} from './signoff-policy'
import { PROPOSAL_HOURS } from './subject-state'
import { judged, type Check } from './verification-check'
import type { EvidenceCase } from './verification-evidence-log'
import { policyContent, type RunSubject } from './verification-subject-form'

/**
 * The checks of the step "quorum": the policy is one of the log, of its own digest and in force
 * before the losses; tier, quorum and cooling-off are those that it gives for the signed inputs; a
 * change of the desk has the strictest quorum and delay of all policies in force.
 * Source: signoff.md §1.
 */
export const policyChecks = (evidence: EvidenceCase): Check[] => {
  const { subject } = evidence.bundle
  return subject.type === 'clawback'
    ? runChecks(evidence, subject)
    : changeChecks(evidence, subject)
}

const quorum = (name: string, outcome: { problem: string | null; sentence: string }): Check =>
  judged({ step: 'quorum', name }, outcome)

/** A policy as the log has it; that of the genesis has no time and holds for every loss. */
type LoggedPolicy = {
  id: string
  version: string
  digest: string
  content: PolicyContent
  effectiveAt: string | null
  index: number
}

const loggedPolicies = ({ genesis, policies }: EvidenceCase): LoggedPolicy[] => [
  ...genesis.entry.policies.map((policy) => ({ ...policy, effectiveAt: null, index: 0 })),
  ...policies.map(({ index, entry }) => ({ ...entry, index })),
]

const runChecks = (evidence: EvidenceCase, subject: RunSubject): Check[] => {
  const { id, version } = subject.policy
  const found = loggedPolicies(evidence).find(
    (policy) => policy.id === id && policy.version === version,
  )
  const problem = problemOfPolicy(found, subject)
  const named = `policy ${quoted(id)} version ${version}`
  const policy = quorum('policy', {
    problem,
    sentence: `The ${named} is at entry ${found?.index ?? 0} of the log, with the content that was signed.`,
  })
  if (found === undefined || problem !== null) return [policy]
  return [
    policy,
    quorum('policy in force', {
      problem: problemOfForce(found, subject),
      sentence: forceSentence(named, found, subject),
    }),
    quorum('tier inputs', {
      problem: problemOfInputs(subject),
      sentence:
        'What the run itself takes, for its tier, follows from what was signed; what other runs took is the operator’s statement.',
    }),
    quorum('tier', {
      problem: problemOfTier(found, subject),
      sentence: `By that policy the run is of tier ${quoted(subject.tier)} and needs ${quorumInWords(subject.quorum)}.`,
    }),
  ]
}

const problemOfPolicy = (
  found: LoggedPolicy | undefined,
  { policy }: RunSubject,
): string | null => {
  if (found === undefined)
    return `The log, as far as the bundle brings it, has no policy ${quoted(policy.id)} version ${policy.version}.`
  const { id, version, digest, content } = found
  if (!hasShape(content, policyContent)) return 'The policy in the log cannot be read.'
  if (digest !== policy.digest || policyDigest({ id, version, content }) !== digest)
    return 'The policy in the log has another digest than the one that was signed.'
  return canonicalJson(announcedTerms(content)) === canonicalJson(policy.terms)
    ? null
    : 'The terms that were signed are not those that the policy announced.'
}

const problemOfForce = ({ effectiveAt }: LoggedPolicy, { inputs }: RunSubject): string | null => {
  const { firstLossAt } = inputs
  return effectiveAt === null || effectiveAt <= firstLossAt
    ? null
    : `The policy came into force at ${effectiveAt}, after the first loss at ${firstLossAt}.`
}

const forceSentence = (
  named: string,
  { effectiveAt }: LoggedPolicy,
  { inputs }: RunSubject,
): string =>
  effectiveAt === null
    ? `The ${named} is one of the log’s beginning, which counts for every loss.`
    : `The ${named} was in force from ${effectiveAt}, before the first loss at ${inputs.firstLossAt}, as it was signed.`

const problemOfInputs = ({ scope, inputs, result, tierInputs }: RunSubject): string | null => {
  const own = takenBy({
    asset: scope.asset,
    collected: result.collected,
    chargedBase: inputs.population.chargedBase,
    accounts: result.accountsCharged,
  })
  return canonicalJson(own) === canonicalJson(tierInputs.own)
    ? null
    : 'What the run takes, as its tier counts it, is not what it takes as it was signed.'
}

const problemOfTier = ({ content }: LoggedPolicy, subject: RunSubject): string | null => {
  const tier = tierOf(signoffOf(content), subject.tierInputs)
  if (tier.name !== subject.tier)
    return `The policy puts the run into tier ${quoted(tier.name)}, signed was ${quoted(subject.tier)}.`
  if (canonicalJson(tier.quorum) !== canonicalJson(subject.quorum))
    return `The tier needs ${quorumInWords(tier.quorum)}, signed was ${quorumInWords(subject.quorum)}.`
  const proposedAt = secondsOf(subject.expiresAt) - PROPOSAL_HOURS * 3600
  return secondsOf(subject.notBefore) - proposedAt >= Number(tier.coolingOffSeconds)
    ? null
    : `The tier cools off for ${tier.coolingOffSeconds} seconds, signed were fewer.`
}

/** Whole seconds since 1970 of a time of the format. */
export const secondsOf = (time: string): number => Date.parse(time) / 1000

const changeChecks = (evidence: EvidenceCase, subject: ChangeSubject): Check[] => {
  const found = policiesOf(evidence, subject)
  const problem = 'problem' in found ? found.problem : null
  const policies = quorum('policies', {
    problem,
    sentence: `The ${subject.policies.length} policies whose quorum it needs are those in force in the log when it was proposed.`,
  })
  if ('problem' in found) return [policies]
  return [
    policies,
    quorum('quorum', {
      problem: problemOfQuorum(found.contents, subject),
      sentence: isNarrowing(subject.change)
        ? 'It only takes rights away, so one person may do it at once.'
        : `It needs the strictest quorum of these policies: ${quorumInWords(subject.quorum)}.`,
    }),
    quorum('delay', {
      problem: problemOfDelay(found.contents, subject),
      sentence: `It takes effect at ${subject.notBefore} at the earliest, as the policies ask.`,
    }),
    ...adoptionChecks(evidence, subject),
  ]
}

const adoptionChecks = (evidence: EvidenceCase, { change }: ChangeSubject): Check[] => {
  if (change.kind !== 'policy-adopted') return []
  const { policy, replaces } = change
  const before = loggedPolicies(evidence).findLast(({ id }) => id === policy.id)
  const isNext = canonicalJson(versionOf(before ?? null)) === canonicalJson(versionOf(replaces))
  const problem = isNext ? null : 'The policy that was to be replaced is not the newest in the log.'
  return [
    quorum('adopted policy', {
      problem: policyDigest(pick(policy)) === policy.digest ? problem : OTHER_CONTENT,
      sentence: 'The policy has the digest of its content, and follows the newest in the log.',
    }),
  ]
}

const OTHER_CONTENT = 'The policy to be adopted has another content than its digest says.'

type Version = Pick<LoggedPolicy, 'version' | 'digest' | 'content'>

const versionOf = (policy: Version | null): Version | null =>
  policy === null
    ? null
    : { version: policy.version, digest: policy.digest, content: policy.content }

const pick = ({ id, version, content }: Pick<LoggedPolicy, 'id' | 'version' | 'content'>) => ({
  ...{ id, version, content },
})

/** When a change was proposed, by what was signed: a day before its last moment for decisions. */
const proposedAtOf = ({ decideBy }: ChangeSubject): number =>
  secondsOf(decideBy) - PROPOSAL_HOURS * 3600

/** The contents of the policies that a change names, when they are exactly those in force then. */
const policiesOf = (
  evidence: EvidenceCase,
  subject: ChangeSubject,
): { contents: PolicyContent[] } | { problem: string } => {
  const inForce = new Map<string, LoggedPolicy>()
  const proposedAt = proposedAtOf(subject)
  for (const policy of loggedPolicies(evidence)) {
    if (policy.effectiveAt === null || secondsOf(policy.effectiveAt) <= proposedAt)
      inForce.set(policy.id, policy)
  }
  const named = new Map(subject.policies.map((policy) => [policy.id, policy]))
  const isSame =
    named.size === inForce.size &&
    [...inForce.values()].every(
      ({ id, version, digest }) =>
        named.get(id)?.version === version && named.get(id)?.digest === digest,
    )
  if (!isSame)
    return { problem: 'The policies that were signed are not those in force in the log then.' }
  const contents = [...inForce.values()].flatMap(({ id, version, digest, content }) =>
    hasShape(content, policyContent) && policyDigest({ id, version, content }) === digest
      ? [content]
      : [],
  )
  return contents.length === inForce.size
    ? { contents }
    : { problem: 'A policy in the log cannot be read, or has another digest than its own.' }
}

const problemOfQuorum = (
  contents: readonly PolicyContent[],
  subject: ChangeSubject,
): string | null => {
  if (isNarrowing(subject.change))
    return canonicalJson(subject.quorum) === canonicalJson(ALONE)
      ? null
      : 'It only takes rights away, and yet another quorum was signed.'
  const all = contents.map(signoffOf)
  if (strictestQuorum(all.map((one) => highestTier(one).quorum)) === null)
    return 'The policies ask for a quorum that nobody can meet.'
  const needed = strictest(all).quorum
  return canonicalJson(needed) === canonicalJson(subject.quorum)
    ? null
    : `The policies ask for ${quorumInWords(needed)}, signed was ${quorumInWords(subject.quorum)}.`
}

const problemOfDelay = (
  contents: readonly PolicyContent[],
  subject: ChangeSubject,
): string | null => {
  if (isNarrowing(subject.change) || subject.change.kind === 'resumed') return null
  const all = contents.length === 0 ? [DEFAULT_SIGNOFF] : contents.map(signoffOf)
  const needed = Math.max(...all.map(({ changeDelaySeconds }) => Number(changeDelaySeconds)))
  const signed = secondsOf(subject.notBefore) - proposedAtOf(subject)
  return signed >= needed
    ? null
    : `The policies ask for ${needed} seconds of delay, signed were ${signed}.`
}
