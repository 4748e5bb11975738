// Checkpoints (C2SP tlog-checkpoint): the size and root of the log that its key signed.
import { assert, quoted } from './assert'
import { decodeBase64, encodeBase64 } from './base64'
import { formatVerifierKey, verifyNote, type VerifierKey } from './log-note'

/**
 * `by` are the vkeys of the given log keys that signed, at least one; `witnessed` counts the given
 * witnesses that cosigned, by name.
 */
export type Checkpoint = {
  origin: string
  size: number
  root: Uint8Array
  by: string[]
  witnessed: number
}
export type CheckpointBody = Pick<Checkpoint, 'origin' | 'size' | 'root'>

/** The text that is signed: `origin\nsize\nbase64(root)\n`. Refuses (Fault) what could not be read back. */
export const formatCheckpoint = ({ origin, size, root }: CheckpointBody): string => {
  const body = `${origin}\n${size}\n${encodeBase64(root)}\n`
  const read = readCheckpointBody(body)
  assert(!('problem' in read), 'expected an origin of one line, a size and a root of 32 bytes')
  return body
}

/**
 * A signed checkpoint of the log `origin`, verified: `keys` are pinned, those of use `note` are the
 * log's and at least one of them must have signed, those of use `cosignature` are witnesses.
 */
export const readCheckpoint = (
  note: string,
  { origin, keys }: { origin: string; keys: readonly VerifierKey[] },
): Checkpoint | { problem: string } => {
  const verified = verifyNote(note, keys)
  if ('problem' in verified) return verified
  const body = readCheckpointBody(verified.text)
  if ('problem' in body) return body
  if (body.origin !== origin) {
    return { problem: `the checkpoint is of the log ${quoted(body.origin)}, not ${quoted(origin)}` }
  }
  const by = verified.by.filter(({ use }) => use === 'note').map(formatVerifierKey)
  if (by.length === 0) return { problem: 'no key of the log signed this checkpoint' }
  const witnesses = verified.by.filter(({ use }) => use === 'cosignature')
  return { ...body, by, witnessed: new Set(witnesses.map(({ name }) => name)).size }
}

const SIZE = /^(0|[1-9]\d{0,15})$/

/**
 * Origin, size and root of a checkpoint's text, which nobody has verified yet. Extension lines are
 * allowed when not empty, and ignored. Sizes above 2^53 − 1 and roots not of 32 bytes are refused.
 */
export const readCheckpointBody = (text: string): CheckpointBody | { problem: string } => {
  const lines = text.split('\n')
  const [origin = '', size = '', root = ''] = lines
  if (lines.length < 4 || lines.pop() !== '' || lines.includes('')) {
    return { problem: 'expected at least three lines, none of them empty, each with its line end' }
  }
  if (!SIZE.test(size) || !Number.isSafeInteger(Number(size))) {
    return { problem: `expected a tree size without leading zeros, got ${quoted(size)}` }
  }
  const bytes = decodeBase64(root)
  if (bytes?.length !== 32) {
    return { problem: `expected a root of 32 bytes in base64, got ${quoted(root)}` }
  }
  return { origin, size: Number(size), root: bytes }
}
