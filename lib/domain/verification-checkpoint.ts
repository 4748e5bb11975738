// Whether a checkpoint is the pinned log's, and whether it agrees with one that the reader kept.
import { bytesToHex } from '@noble/hashes/utils.js'
import { quoted } from './assert'
import { readCheckpoint, type Checkpoint } from './log-checkpoint'
import { parseVerifierKey, readNote, type VerifierKey } from './log-note'
import { groupThousands } from './money'
import { judged, publicFact, refused, type Check, type Fact } from './verification-check'

/** A key that the log retired: `size` is the index of that entry, so it vouches for checkpoints of at most that size. */
export type RetiredKey = { vkey: string; size: number }

/** The log and its keys as the reader knows them, never as a file under test tells them. */
export type LogPins = {
  origin: string
  keys: readonly string[]
  retired: readonly RetiredKey[]
}

/**
 * The checkpoint of a signed note with the check "checkpoint"; null when it is not the pinned log's.
 * A retired key counts for what was signed before it was retired; `by` are the keys that count.
 */
export const signedCheckpoint = (
  note: string,
  pins: LogPins,
): { check: Check; checkpoint: Checkpoint | null } => {
  const keys = pinnedKeys(pins)
  if ('problem' in keys) return { check: refused(CHECKPOINT, keys.problem), checkpoint: null }
  const read = readCheckpoint(note, { origin: pins.origin, keys: keys.keys })
  if ('problem' in read) {
    const sentence = `This is no checkpoint that a pinned key of ${quoted(pins.origin)} signed: ${read.problem}.${signersSentence(note)}`
    return { check: refused(CHECKPOINT, sentence), checkpoint: null }
  }
  const by = read.by.filter((vkey) => isInForce(vkey, read.size, pins))
  if (by.length === 0) {
    return { check: refused(CHECKPOINT, tooLateSentence(read, pins)), checkpoint: null }
  }
  const sentence = `${signerName(by, pins)} of ${quoted(pins.origin)} signed the checkpoint of ${entries(read.size)}.`
  return { check: judged(CHECKPOINT, { problem: null, sentence }), checkpoint: { ...read, by } }
}

const CHECKPOINT = { step: 'log', name: 'checkpoint' } as const

/** Every pinned key, or why there is none to check with. */
const pinnedKeys = ({ keys, retired }: LogPins): { keys: VerifierKey[] } | { problem: string } => {
  const texts = [...new Set([...keys, ...retired.map(({ vkey }) => vkey)])]
  if (texts.length === 0)
    return { problem: 'No key of the log is pinned, so nothing can be checked.' }
  const parsed: VerifierKey[] = []
  for (const text of texts) {
    const key = parseVerifierKey(text)
    if ('problem' in key) return { problem: `A pinned key cannot be read: ${key.problem}.` }
    if (key.use !== 'note' && !keys.includes(text))
      return { problem: 'A pinned key is said to be retired and is that of a witness.' }
    parsed.push(key)
  }
  return { keys: parsed }
}

const isInForce = (vkey: string, size: number, { keys, retired }: LogPins): boolean =>
  keys.includes(vkey) || size <= retiredAt(vkey, retired)

/** Below every size where it was not retired. */
const retiredAt = (vkey: string, retired: readonly RetiredKey[]): number =>
  Math.max(-1, ...retired.filter((key) => key.vkey === vkey).map(({ size }) => size))

const signerName = (by: readonly string[], { keys, retired }: LogPins): string => {
  if (by.some((vkey) => keys.includes(vkey))) return 'A pinned key'
  const size = Math.max(...by.map((vkey) => retiredAt(vkey, retired)))
  return `A pinned key, retired at ${entries(size)},`
}

const tooLateSentence = ({ by, size }: Checkpoint, { origin, retired }: LogPins): string => {
  const names = by.map((vkey) => {
    const [, keyId = ''] = vkey.split('+')
    return `key ${keyId}, retired at ${entries(retiredAt(vkey, retired))}`
  })
  return `Only retired keys of ${quoted(origin)} signed the checkpoint of ${entries(size)}, and each vouches for what came before: ${names.join('; ')}.`
}

const MOST_NAMED = 5

/** Whose signatures a note is said to bear, which none of the pinned keys verified. */
const signersSentence = (note: string): string => {
  const read = readNote(note)
  if ('problem' in read) return ''
  const names = read.signatures.map(({ name, keyId }) => `${quoted(name)} (key ${keyId})`)
  const shown = [...new Set(names)]
  const more = shown.length > MOST_NAMED ? ' and others' : ''
  return ` Its signature lines name ${shown.slice(0, MOST_NAMED).join(', ')}${more}.`
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
