// What the log says about one decision: the entries that a bundle brings, each in its part.
import { subjectRef, type EvidenceBundle, type SignedStatement } from './evidence-bundle'
import type { Checkpoint } from './log-checkpoint'
import type { LogEntry } from './log-entry'
import { isRangeIncluded, readRange, type RangeRead } from './log-range'
import { signoffChallenge, subjectDigest } from './signoff'
import { judged, refused, type Check } from './verification-check'
import { signedCheckpoint } from './verification-checkpoint'
import {
  inclusionCheck,
  loggedOf,
  originCheck,
  readPlaced,
  type Logged,
  type PlacedEntry,
} from './verification-entries'
import { environmentChecks, type ReaderPins } from './verification-order'

/** One sign-off with its challenge, the entry of its decision, and the key that the log had then. */
export type Signed = SignedStatement & {
  challenge: string
  decision: Logged<'decision'> | null
  key: Logged<'key'> | null
}

/** A bundle with everything that the log has on it; all of it stands at the checkpoint. */
export type EvidenceCase = {
  bundle: EvidenceBundle
  /** The digest of the subject as the bundle has it. */
  digest: string
  checkpoint: Checkpoint
  genesis: Logged<'genesis'>
  policies: Logged<'policy'>[]
  keys: Logged<'key'>[]
  /** Changes of the desk that took effect before, by which keys and policies came into force. */
  changes: Logged<'change'>[]
  /** All about this subject that the log has within `range`. */
  decisions: Logged<'decision'>[]
  /** Indexes between which nothing is left out, and when the last of them was written. */
  range: { first: number; last: number; at: string }
  snapshot: Logged<'snapshot'> | null
  proposal: Logged<'proposal'> | null
  /** Null while nothing has come of it. */
  ending: Logged<'execution'> | Logged<'change'> | null
  signed: Signed[]
}

/**
 * The checks of the step "log" and what they rest on; null where one of them failed: an entry that
 * is not in the pinned log is nobody's, and so is whatever would be concluded from it.
 */
export const openEvidence = (
  bundle: EvidenceBundle,
  pins: ReaderPins,
): { checks: Check[]; evidence: EvidenceCase | null } => {
  const before = [originCheck(bundle, pins), ...environmentChecks(bundle.env, pins)]
  const [parts, range] = [readPlaced(bundle), readRange(bundle.logRange)]
  if ('problem' in parts) return failed([...before, refused(ENTRIES, parts.problem)])
  if ('problem' in range) return failed([...before, refused(ENTRIES, range.problem)])
  const { placed } = parts
  const { check, checkpoint } = signedCheckpoint(parts.note, pins)
  if (checkpoint === null) return failed([...before, check])
  const included = inclusionCheck(checkpoint, placed)
  const whole = rangeCheck(checkpoint, range)
  const checks = [...before, check, included, whole]
  if (!included.isPassed || !whole.isPassed) return failed(checks)
  const found = caseOf(bundle, { placed, range })
  if ('problem' in found) return failed([...checks, refused(ENTRIES, found.problem)])
  const isOfLog = checks.every(({ isPassed }) => isPassed)
  return { checks, evidence: isOfLog ? { ...found, checkpoint } : null }
}

const ENTRIES = { step: 'log', name: 'entries' } as const

const failed = (checks: Check[]) => ({ checks, evidence: null })

const rangeCheck = (checkpoint: Checkpoint, range: RangeRead): Check => {
  const last = range.first + range.entries.length - 1
  return judged(
    { step: 'log', name: 'without gaps' },
    {
      problem: isRangeIncluded(range, checkpoint)
        ? null
        : `The entries that the bundle brings from ${range.first} to ${last} are not all that the log has there.`,
      sentence: `The bundle brings every entry of the log from ${range.first} to ${last}.`,
    },
  )
}

const KINDS: Record<EvidenceBundle['subject']['type'], readonly LogEntry['type'][]> = {
  clawback: ['genesis', 'policy', 'key', 'change', 'snapshot'],
  policy: ['genesis', 'policy', 'key', 'change'],
  officers: ['genesis', 'policy', 'key', 'change'],
}

/** The entries by what they are, or why they are not those of one decision; where they stand is proven before. */
export const caseOf = (
  bundle: EvidenceBundle,
  { placed, range }: { placed: readonly PlacedEntry[]; range: RangeRead },
): Omit<EvidenceCase, 'checkpoint'> | { problem: string } => {
  const problem = problemBefore(bundle, { placed, range })
  if (problem !== null) return { problem }
  const digest = subjectDigest(bundle.subject)
  const before = placed.map(({ entry, proof }) => ({ index: proof.index, entry }))
  const within = range.entries.map((entry, at) => ({ index: range.first + at, entry }))
  const own = within.filter(({ entry }) => isAbout(entry, { bundle, digest }))
  const [genesis] = typed(before, 'genesis')
  if (genesis?.index !== 0) return { problem: 'The genesis of the log, its entry 0, is missing.' }
  const [proposals, snapshots] = [typed(own, 'proposal'), typed(before, 'snapshot')]
  const endings = [...typed(own, 'execution'), ...typed(own, 'change')]
  const whole = problemWithin(bundle, { own, range, counts: [snapshots, proposals, endings] })
  if (whole !== null) return { problem: whole }
  const all = [...before, ...within]
  const [keys, decisions] = [typed(all, 'key'), typed(own, 'decision')]
  const last = range.first + range.entries.length - 1
  return {
    ...{ bundle, digest, genesis, policies: typed(all, 'policy'), keys, decisions },
    changes: typed(all, 'change').filter(({ index }) => index !== endings[0]?.index),
    range: { first: range.first, last, at: range.entries.at(-1)?.at ?? '' },
    ...{ snapshot: snapshots[0] ?? null, proposal: proposals[0] ?? null },
    ending: endings[0] ?? null,
    signed: bundle.signoffs.map((one) => signedOf(one, { keys, decisions })),
  }
}

type Found = { index: number; entry: LogEntry }

const typed = <Type extends LogEntry['type']>(
  found: readonly Found[],
  type: Type,
): Logged<Type>[] => found.flatMap((one) => loggedOf(one, type) ?? [])

const problemBefore = (
  { subject }: EvidenceBundle,
  { placed, range }: { placed: readonly PlacedEntry[]; range: RangeRead },
): string | null => {
  const kinds = KINDS[subject.type]
  const stranger = placed.find(({ entry }) => !kinds.includes(entry.type))
  if (stranger !== undefined)
    return `An entry of type ${stranger.entry.type} does not belong here by itself.`
  const isAscending = placed.every(
    ({ proof: { index } }, place) =>
      index > (placed[place - 1]?.proof.index ?? -1) && index < range.first,
  )
  return isAscending ? null : 'The entries do not stand in the order of the log.'
}

/** Whether an entry speaks of this subject, by its name or by its digest. */
const isAbout = (
  entry: LogEntry,
  { bundle: { subject }, digest }: { bundle: EvidenceBundle; digest: string },
): boolean => {
  const { subjectType, subjectId, revision } = subjectRef(subject)
  if (entry.type === 'proposal' || entry.type === 'execution') {
    const isNamed = entry.clawbackId === subjectId && entry.revision === revision
    return entry.runDigest === digest || (subjectType === 'clawback' && isNamed)
  }
  if (entry.type === 'change')
    return (
      entry.subjectDigest === digest || (subjectType !== 'clawback' && entry.changeId === subjectId)
    )
  if (entry.type !== 'decision') return false
  const isNamed = entry.subjectId === subjectId && entry.revision === revision
  return entry.subjectDigest === digest || (entry.subjectType === subjectType && isNamed)
}

/** The range runs from how it began to how it ended, where it has. */
const problemWithin = (
  { subject }: EvidenceBundle,
  { own, range, counts }: { own: readonly Found[]; range: RangeRead; counts: Found[][] },
): string | null => {
  const [snapshots = 0, proposals = 0, endings = 0] = counts.map(({ length }) => length)
  const isRun = subject.type === 'clawback'
  if (isRun && (snapshots !== 1 || proposals !== 1))
    return 'A run has one entry of its snapshot and one of its proposal.'
  if (endings > 1) return 'There is more than one entry of what came of it.'
  const [begun] = own
  if (begun?.index !== range.first || begun.entry.type !== (isRun ? 'proposal' : 'decision'))
    return `The range does not begin with its ${isRun ? 'proposal' : 'first decision'}.`
  const [ended] = counts[2] ?? []
  return ended === undefined || ended.index === range.first + range.entries.length - 1
    ? null
    : 'The range does not end with what came of it.'
}

const signedOf = (
  one: SignedStatement,
  { keys, decisions }: Pick<EvidenceCase, 'keys' | 'decisions'>,
): Signed => {
  const challenge = signoffChallenge(one.statement)
  const decision = decisions.find(({ entry }) => entry.statementDigest === challenge) ?? null
  const key = keys.findLast(
    ({ index, entry }) =>
      index < (decision?.index ?? 0) && entry.credentialIdHash === one.statement.credentialIdHash,
  )
  return { ...one, challenge, decision, key: key ?? null }
}
