// Whether a checkpoint is the pinned log's, and whether it agrees with one that the reader kept.
import { bytesToHex } from '@noble/hashes/utils.js'
import { quoted } from './assert'
import { readCheckpoint, type Checkpoint } from './log-checkpoint'
import { parseVerifierKey, type VerifierKey } from './log-note'
import { groupThousands } from './money'
import { judged, publicFact, refused, type Check, type Fact } from './verification-check'

/** The log and its keys as the reader knows them, never as a file under test tells them. */
export type LogPins = { origin: string; keys: readonly string[] }

/** The checkpoint of a signed note with the check "checkpoint"; null when it is not the pinned log's. */
export const signedCheckpoint = (
  note: string,
  pins: LogPins,
): { check: Check; checkpoint: Checkpoint | null } => {
  const keys = pinnedKeys(pins)
  if ('problem' in keys) return { check: refused(CHECKPOINT, keys.problem), checkpoint: null }
  const read = readCheckpoint(note, { origin: pins.origin, keys: keys.keys })
  if ('problem' in read) {
    const sentence = `This is no checkpoint that a pinned key of ${quoted(pins.origin)} signed: ${read.problem}.`
    return { check: refused(CHECKPOINT, sentence), checkpoint: null }
  }
  const sentence = `A pinned key of ${quoted(pins.origin)} signed the checkpoint of ${entries(read.size)}.`
  return { check: judged(CHECKPOINT, { problem: null, sentence }), checkpoint: read }
}

const CHECKPOINT = { step: 'log', name: 'checkpoint' } as const

/** Every pinned key, or why there is none to check with. */
const pinnedKeys = (pins: LogPins): { keys: VerifierKey[] } | { problem: string } => {
  if (pins.keys.length === 0)
    return { problem: 'No key of the log is pinned, so nothing can be checked.' }
  const keys: VerifierKey[] = []
  for (const text of pins.keys) {
    const key = parseVerifierKey(text)
    if ('problem' in key) return { problem: `A pinned key cannot be read: ${key.problem}.` }
    keys.push(key)
  }
  return { keys }
}

/**
 * The check "kept checkpoint" for every kept one of the same size: one log has one root at a size.
 * A kept one of another size cannot be compared from files alone and makes no check.
 */
export const keptChecks = (
  checkpoint: Checkpoint,
  { kept, pins }: { kept: readonly string[]; pins: LogPins },
): Check[] =>
  kept.flatMap((note) => {
    const own = signedCheckpoint(note, pins)
    if (own.checkpoint === null) {
      return [refused(KEPT, `The kept checkpoint cannot be compared: ${own.check.sentence}`)]
    }
    if (own.checkpoint.size !== checkpoint.size) return []
    const isSame = bytesToHex(own.checkpoint.root) === bytesToHex(checkpoint.root)
    const size = entries(checkpoint.size)
    return [
      judged(KEPT, {
        problem: isSame
          ? null
          : `Two checkpoints of ${size} have different roots: the log showed two histories. Keep both files.`,
        sentence: `The checkpoint of ${size} is the one that was kept.`,
      }),
    ]
  })

const KEPT = { step: 'log', name: 'kept checkpoint' } as const

/** Size and root of a checkpoint, who vouches for it, and what was kept at other sizes. */
export const checkpointFacts = (
  checkpoint: Checkpoint,
  { kept, pins }: { kept: readonly string[]; pins: LogPins },
): Fact[] => {
  const others = kept.flatMap((note) => {
    const size = signedCheckpoint(note, pins).checkpoint?.size
    return size === undefined || size === checkpoint.size ? [] : [size]
  })
  return [
    publicFact('Checkpoint', entries(checkpoint.size)),
    publicFact('Root of the log', bytesToHex(checkpoint.root)),
    publicFact(
      'In the log',
      checkpoint.witnessed === 0 ? 'included' : `included, witnessed (${checkpoint.witnessed})`,
    ),
    ...others.map((size) =>
      publicFact(
        'Kept checkpoint',
        `is of ${entries(size)}, another size: “ballast log check” follows the log from one to the other`,
      ),
    ),
  ]
}

const entries = (size: number): string =>
  size === 1 ? '1 entry' : `${groupThousands(size.toString())} entries`
