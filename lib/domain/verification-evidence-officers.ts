// Who decided: complete, by keys that the log had in force, and enough people for the quorum.
import { quoted } from './assert'
import type { Change } from './change'
import { authorsDigest } from './signoff'
import { checkEvidence } from './signoff-evidence'
import { ROLES } from './officer'
import { judged, type Check } from './verification-check'
import { outcomeChecks } from './verification-evidence-outcome'
import { foundingProblem, isFromBefore } from './verification-evidence-keys'
import type { EvidenceCase, Signed } from './verification-evidence-log'
import { officerText } from './verification-evidence-subject'

/**
 * The checks of the step "officers". What rests on an entry that is missing is refused with it.
 * Source: signoff.md §1 to §3, transparency.md §5.
 */
export const officerChecks = (evidence: EvidenceCase): Check[] => [
  ...CHECKS.map(({ name, problemOf, sentence }) =>
    officers(name, {
      problem: problemOf(evidence),
      sentence: typeof sentence === 'string' ? sentence : sentence(evidence),
    }),
  ),
  ...outcomeChecks(evidence),
]

const officers = (name: string, outcome: { problem: string | null; sentence: string }): Check =>
  judged({ step: 'officers', name }, outcome)

type OfficerCheck = {
  name: string
  sentence: string | ((evidence: EvidenceCase) => string)
  problemOf: (evidence: EvidenceCase) => string | null
}

/** The first problem that any sign-off has, said with its officer. */
const each =
  (problemOf: (one: Signed, evidence: EvidenceCase) => string | null) =>
  (evidence: EvidenceCase): string | null => {
    for (const one of evidence.signed) {
      const problem = problemOf(one, evidence)
      if (problem !== null)
        return `The decision “${one.statement.decision}” of ${officerText(one.statement.officer)}: ${problem}.`
    }
    return null
  }

const CHECKS: readonly OfficerCheck[] = [
  {
    name: 'decisions',
    sentence: ({ range }) =>
      `Every decision shown stands in the log, and from entry ${range.first} to ${range.last} the log has no other decision about it.`,
    problemOf: (evidence) => problemOfOrder(evidence) ?? problemOfEntries(evidence),
  },
  {
    name: 'keys',
    sentence:
      'Every decision was made with a key of that officer that was in force by its newest entry here.',
    problemOf: each(keyProblem),
  },
  {
    name: 'keys before the loss',
    sentence:
      'Who proposed and who approved had that key before the first loss, or is a founder with a first key.',
    problemOf: each(ageProblem),
  },
  {
    name: 'founders',
    sentence:
      'First keys are those of founders that the log’s first entry names, two each at most.',
    problemOf: foundingProblem,
  },
  {
    name: 'roles',
    sentence: 'The newest entry here of each key gives its officer the role for what he decided.',
    problemOf: each(roleProblem),
  },
  {
    name: 'signatures',
    sentence: 'Every signature holds, over its own statement, with the key as the log has it.',
    problemOf: each(signatureProblem),
  },
  {
    name: 'proposer',
    sentence: 'One author proposed it; all authors stand in the digest that was signed.',
    problemOf: proposerProblem,
  },
  {
    name: 'approvers',
    sentence: 'No author decided on his own work, and nobody twice.',
    problemOf: approverProblem,
  },
  {
    name: 'withdrawals',
    sentence: 'Whatever was taken back is named, and was the officer’s own.',
    problemOf: each(withdrawalProblem),
  },
]

const problemOfOrder = ({ signed }: EvidenceCase): string | null =>
  signed.every(({ challenge }, place) => challenge > (signed[place - 1]?.challenge ?? ''))
    ? null
    : 'The decisions do not ascend by their digests, each once.'

const problemOfEntries = ({ signed, decisions }: EvidenceCase): string | null => {
  const bare = signed.find(({ decision }) => decision === null)
  if (bare !== undefined)
    return `The decision “${bare.statement.decision}” of ${officerText(bare.statement.officer)} has no entry in the log.`
  const challenges = new Set(signed.map(({ challenge }) => challenge))
  const hidden = decisions.find(({ entry }) => !challenges.has(entry.statementDigest))
  if (hidden !== undefined)
    return `The log has the decision “${hidden.entry.kind}” of ${officerText(hidden.entry.officer)} at entry ${hidden.index}, which is not among those shown.`
  if (decisions.length !== signed.length) return 'A decision stands in the log more than once.'
  const other = signed.find(({ statement, decision }) => {
    const { kind, officer, credentialIdHash } = decision?.entry ?? {}
    return (
      kind !== statement.decision ||
      officer !== statement.officer ||
      credentialIdHash !== statement.credentialIdHash
    )
  })
  return other === undefined
    ? null
    : `The log has another decision, officer or key at entry ${other.decision?.index ?? 0} than its statement.`
}

function keyProblem({ statement, decision, key, keyIndex }: Signed): string | null {
  if (decision === null || key === null)
    return 'no key in the log stands before it, as far as the bundle brings the log'
  const { entry, index } = key
  if (String(index) !== keyIndex)
    return `the key stands at entry ${index}, the bundle names entry ${quoted(keyIndex)}`
  if (entry.status !== 'active') return `the key was revoked at entry ${index}`
  if (entry.effectiveAt > decision.entry.at)
    return `the key came into force at ${entry.effectiveAt}, after the decision`
  return entry.officer === statement.officer && entry.group === statement.group
    ? null
    : `the log has the key for another officer or group at entry ${index}`
}

function ageProblem(one: Signed, evidence: EvidenceCase): string | null {
  const { subject } = evidence.bundle
  const isCounted = one.statement.decision === 'propose' || one.statement.decision === 'approve'
  if (subject.type !== 'clawback' || !isCounted) return null
  const { firstLossAt } = subject.inputs
  return isFromBefore(one, { moment: firstLossAt, keys: evidence.keys })
    ? null
    : `the key, with these roles and this group, came into force after the first loss at ${firstLossAt}`
}

function roleProblem({ statement, key }: Signed, { bundle }: EvidenceCase): string | null {
  const roles = key?.entry.roles ?? []
  const asked = rolesFor(statement, bundle.subject)
  return asked.some((role) => roles.includes(role))
    ? null
    : `it needs the role ${asked.join(' or ')}, the log gives ${roles.join(', ') || 'none'}`
}

const rolesFor = (
  { decision, officer }: Signed['statement'],
  subject: EvidenceCase['bundle']['subject'],
): readonly string[] => {
  const proposers = proposersOf(subject, officer)
  switch (decision) {
    case 'propose':
      return proposers
    case 'approve':
    case 'reject':
      return ['approver']
    case 'veto':
      return ['approver', 'admin']
    case 'withdraw':
      return [...proposers, 'approver']
  }
}

/** Administrators, whoever pauses, and anybody who gives his own key up. */
const proposersOf = (
  subject: EvidenceCase['bundle']['subject'],
  officer: string,
): readonly string[] => {
  if (subject.type === 'clawback') return ['analyst']
  const { change } = subject
  if (change.kind === 'paused') return ['admin', 'approver']
  return change.kind === 'key-revoked' && change.officer === officer ? ROLES : ['admin']
}

function signatureProblem({ statement, evidence, key }: Signed): string | null {
  if (key === null) return 'no key in the log, so nothing to check the signature with'
  const { publicKey, deviceBound } = key.entry
  const found = checkEvidence({ statement, evidence, publicKey })
  if ('problem' in found) return `${found.problem}: ${uncapped(found.sentence)}`
  return deviceBound && found.isBackupEligible
    ? 'the key says that it may be copied, the log has it as device-bound'
    : null
}

/** A sentence inside another one. */
const uncapped = (sentence: string): string =>
  `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`

function proposerProblem({ bundle, signed }: EvidenceCase): string | null {
  const { authors, subject } = bundle
  const isAscending = authors.every((author, place) => author > (authors[place - 1] ?? ''))
  if (!isAscending || authorsDigest(authors) !== subject.authorsDigest)
    return 'The authors that the bundle names are not those whose digest was signed.'
  const proposals = signed.filter(({ statement }) => statement.decision === 'propose')
  const [proposal] = proposals
  if (proposal === undefined || proposals.length > 1)
    return `It was proposed ${proposals.length} times, expected is once.`
  return authors.includes(proposal.statement.officer)
    ? null
    : `The proposer, ${officerText(proposal.statement.officer)}, is no author of it.`
}

function approverProblem({ bundle, signed }: EvidenceCase): string | null {
  const deciding = signed.filter(({ statement }) =>
    ['approve', 'reject'].includes(statement.decision),
  )
  const author = deciding.find(({ statement }) => bundle.authors.includes(statement.officer))
  if (author !== undefined)
    return `The author ${officerText(author.statement.officer)} decided on his own work.`
  const about = bundle.subject.type === 'clawback' ? null : aboutOf(bundle.subject.change)
  if (deciding.some(({ statement }) => statement.officer === about))
    return `The officer whom it is about, ${officerText(about ?? '')}, decided on it.`
  const people = new Set(deciding.map(({ statement }) => statement.officer))
  return people.size === deciding.length ? null : 'An officer decided more than once.'
}

const aboutOf = (change: Change): string | null => ('officer' in change ? change.officer : null)

function withdrawalProblem(one: Signed, { signed }: EvidenceCase): string | null {
  const { decision, targetStatement, officer } = one.statement
  if (decision !== 'withdraw')
    return targetStatement === undefined ? null : 'only a withdrawal takes something back'
  const target = signed.find(({ challenge }) => challenge === targetStatement)
  if (target === undefined) return 'what it takes back is not among the decisions'
  const isOwn = target.statement.officer === officer
  const isOf = ['approve', 'propose'].includes(target.statement.decision)
  const isLater = (one.decision?.index ?? 0) > (target.decision?.index ?? 0)
  return isOwn && isOf && isLater
    ? null
    : 'it takes back what is not the officer’s own or not yet signed'
}
