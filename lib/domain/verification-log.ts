// Whether what a statement says was logged is in the pinned log, and whether the log's key signed it.
import { hexToBytes } from '@noble/hashes/utils.js'
import { quoted } from './assert'
import { decodeBase64 } from './base64'
import { verifySignature } from './ed25519'
import type { Checkpoint } from './log-checkpoint'
import type { LogEntry } from './log-entry'
import { statementMessage, type StatementFile } from './statement-file'
import { judged, refused, type Check } from './verification-check'
import { signedCheckpoint, type LogPins } from './verification-checkpoint'
import {
  inclusionCheck,
  isIncluded,
  loggedAs,
  originCheck,
  readPlaced,
  type Logged,
  type PlacedEntry,
} from './verification-entries'

/** The entries that a statement brings, at the indexes that its proofs name. */
export type LoggedRun = {
  checkpoint: Checkpoint
  statementKey: Logged<'statement-key'>
  snapshot: Logged<'snapshot'>
  proposal: Logged<'proposal'>
  execution: Logged<'execution'>
  report: Logged<'report'> | null
}

/**
 * The checks of the step "log", and the run that was logged; null when proofs, checkpoint or entries
 * cannot be read, so that nothing further can be compared. Source: transparency.md §5 and §6.
 */
export const openLog = (
  file: StatementFile,
  pins: LogPins,
): { checks: Check[]; run: LoggedRun | null } => {
  const origin = originCheck(file, pins)
  const parts = readPlaced(file)
  if ('problem' in parts)
    return { checks: [origin, refused(log('entries'), parts.problem)], run: null }
  const { check, checkpoint } = signedCheckpoint(parts.note, pins)
  if (checkpoint === null) return { checks: [origin, check], run: null }
  const run = runOf(checkpoint, parts.placed)
  if ('problem' in run)
    return { checks: [origin, check, refused(log('entries'), run.problem)], run: null }
  const checks = [
    origin,
    check,
    inclusionCheck(checkpoint, parts.placed),
    signatureCheck(file, run, { isKeyLogged: isIncluded(checkpoint, parts.placed[0]) }),
    environmentCheck(file),
  ]
  return { checks, run }
}

const log = (name: string) => ({ step: 'log', name }) as const

const KINDS = ['statement-key', 'snapshot', 'proposal', 'execution', 'report'] as const

const runOf = (
  checkpoint: Checkpoint,
  placed: readonly PlacedEntry[],
): LoggedRun | { problem: string } => {
  const statementKey = entryAt(placed, 0, 'statement-key')
  const snapshot = entryAt(placed, 1, 'snapshot')
  const proposal = entryAt(placed, 2, 'proposal')
  const execution = entryAt(placed, 3, 'execution')
  const report = entryAt(placed, 4, 'report')
  const isComplete = placed.length === KINDS.length ? report !== null : placed.length === 4
  if (!statementKey || !snapshot || !proposal || !execution || !isComplete) {
    const found = placed.map(({ entry }) => entry.type).join(', ')
    return {
      problem: `The statement brings ${found}; expected are ${KINDS.join(', ')}, the last where a report is published.`,
    }
  }
  return { checkpoint, statementKey, snapshot, proposal, execution, report }
}

const entryAt = <Type extends LogEntry['type']>(
  placed: readonly PlacedEntry[],
  place: number,
  type: Type,
): Logged<Type> | null => {
  const found = placed[place]
  return found === undefined ? null : loggedAs(found, type)
}

/** A key outside of the log is nobody's: a signature by it must count for nothing, even alone. */
const signatureCheck = (
  file: StatementFile,
  { statementKey }: LoggedRun,
  { isKeyLogged }: { isKeyLogged: boolean },
): Check => {
  const { publicKey, status } = statementKey.entry
  const signature = decodeBase64(file.signature)
  const isSigned =
    isKeyLogged &&
    signature !== null &&
    verifySignature({
      publicKey: hexToBytes(publicKey),
      message: statementMessage(file),
      signature,
    })
  const problem = isSigned
    ? 'The key that signed the statement stands in the log as retired.'
    : 'The statement is not signed by the statement key in the log: this file is evidence of nothing.'
  return judged(log('signature'), {
    problem: isSigned && status === 'active' ? null : problem,
    sentence: `The statement is signed by the key at entry ${statementKey.index} of the log.`,
  })
}

const environmentCheck = ({
  env,
  logOrigin,
  claimsContext,
  sharesContext,
}: StatementFile): Check => {
  const places = [claimsContext, sharesContext]
  const isOne = places.every((context) => context.env === env && context.logOrigin === logOrigin)
  return judged(log('environment'), {
    problem: isOne ? null : 'The statement and its trees do not name one environment and one log.',
    sentence: `The statement and both trees belong to the environment ${quoted(env)} of this log.`,
  })
}
