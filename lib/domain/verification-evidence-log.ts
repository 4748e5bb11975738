// What the log says about one decision: the entries that a bundle brings, each in its part.
import type { EvidenceBundle, SignedStatement } from './evidence-bundle'
import type { Checkpoint } from './log-checkpoint'
import type { LogEntry } from './log-entry'
import { signoffChallenge, subjectDigest } from './signoff'
import { refused, type Check } from './verification-check'
import { signedCheckpoint } from './verification-checkpoint'
import {
  inclusionCheck,
  loggedAs,
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
  decisions: Logged<'decision'>[]
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
  const parts = readPlaced(bundle)
  if ('problem' in parts) return failed([...before, refused(ENTRIES, parts.problem)])
  const { placed } = parts
  const { check, checkpoint } = signedCheckpoint(parts.note, pins)
  if (checkpoint === null) return failed([...before, check])
  const included = inclusionCheck(checkpoint, placed)
  const checks = [...before, check, included]
  if (!included.isPassed) return failed(checks)
  const found = caseOf(bundle, placed)
  if ('problem' in found) return failed([...checks, refused(ENTRIES, found.problem)])
  const isOfLog = checks.every(({ isPassed }) => isPassed)
  return { checks, evidence: isOfLog ? { ...found, checkpoint } : null }
}

const ENTRIES = { step: 'log', name: 'entries' } as const

const failed = (checks: Check[]) => ({ checks, evidence: null })

const KINDS: Record<EvidenceBundle['subject']['type'], readonly LogEntry['type'][]> = {
  clawback: ['genesis', 'policy', 'key', 'snapshot', 'proposal', 'decision', 'execution'],
  policy: ['genesis', 'policy', 'key', 'decision', 'change'],
  officers: ['genesis', 'policy', 'key', 'decision', 'change'],
}

/** The entries by what they are, or why they are not those of one decision; where they stand is proven before. */
export const caseOf = (
  bundle: EvidenceBundle,
  placed: readonly PlacedEntry[],
): Omit<EvidenceCase, 'checkpoint'> | { problem: string } => {
  const kinds = KINDS[bundle.subject.type]
  const stranger = placed.find(({ entry }) => !kinds.includes(entry.type))
  if (stranger !== undefined)
    return { problem: `An entry of type ${stranger.entry.type} does not belong here.` }
  const isAscending = placed.every(
    ({ proof }, place) => proof.index > (placed[place - 1]?.proof.index ?? -1),
  )
  if (!isAscending) return { problem: 'The entries do not stand in the order of the log.' }
  const all = <Type extends LogEntry['type']>(type: Type): Logged<Type>[] =>
    placed.flatMap((one) => loggedAs(one, type) ?? [])
  const [genesis] = all('genesis')
  if (genesis?.index !== 0) return { problem: 'The genesis of the log, its entry 0, is missing.' }
  const [snapshots, proposals] = [all('snapshot'), all('proposal')]
  const endings = [...all('execution'), ...all('change')]
  const isRun = bundle.subject.type === 'clawback'
  if (isRun && (snapshots.length !== 1 || proposals.length !== 1))
    return { problem: 'A run has one entry of its snapshot and one of its proposal.' }
  if (endings.length > 1) return { problem: 'There is more than one entry of what came of it.' }
  const [keys, decisions] = [all('key'), all('decision')]
  return {
    ...{ bundle, digest: subjectDigest(bundle.subject), genesis, policies: all('policy'), keys },
    ...{ decisions, snapshot: snapshots[0] ?? null, proposal: proposals[0] ?? null },
    ending: endings[0] ?? null,
    signed: bundle.signoffs.map((one) => signedOf(one, { keys, decisions })),
  }
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
