// Which checkpoint of the log may be signed: the one that continues the last one that was.
import { bytesToHex } from '@noble/hashes/utils.js'
import { quoted } from './assert'
import { formatCheckpoint } from './log-checkpoint'
import { verifyConsistency } from './log-tree'

/** A state of the log: how many entries it has (1 … 2^53 − 1), and its RFC 6962 root of 32 bytes. */
export type LogHead = { size: number; root: Uint8Array }

/** What the database asks to have signed, with the RFC 6962 consistency proof from the remembered head. */
export type CheckpointRequest = LogHead & { origin: string; proof: readonly Uint8Array[] }

export type CheckpointDecision = { sign: string } | { refused: string }

/**
 * The body of the checkpoint to sign, or the sentence why none is: `memory` is the head that was
 * signed last (null before the first), `own.origin` the only log that this signer knows. The same
 * size needs the same root, a larger one a consistency proof from the memory to it, and a smaller
 * one is refused, so two signed checkpoints never contradict each other (transparency.md §5).
 */
export const decideCheckpoint = (
  memory: LogHead | null,
  request: CheckpointRequest,
  own: { origin: string },
): CheckpointDecision => {
  const refused =
    problemOfRequest(request, own) ??
    (memory === null ? problemOfFirst(request) : problemOfNext(memory, request))
  return refused === null ? { sign: formatCheckpoint(request) } : { refused }
}

const problemOfRequest = (
  { origin, size, root }: CheckpointRequest,
  own: { origin: string },
): string | null => {
  if (origin !== own.origin) {
    return `This signer knows the log ${quoted(own.origin)} alone, and was asked for ${quoted(origin)}.`
  }
  if (!Number.isSafeInteger(size) || size < 1) {
    return 'A checkpoint covers at least one entry, and fewer than 2^53.'
  }
  return root.length === 32 ? null : `A root has 32 bytes; this one has ${root.length}.`
}

const problemOfFirst = ({ proof }: CheckpointRequest): string | null =>
  proof.length === 0
    ? null
    : 'Nothing was signed before this checkpoint, so there is nothing to prove from.'

const problemOfNext = (
  memory: LogHead,
  { size, root, proof }: CheckpointRequest,
): string | null => {
  if (size < memory.size) {
    return `The database is older than the log: a checkpoint of size ${memory.size} was signed, and this one has ${size}.`
  }
  if (size === memory.size) {
    if (bytesToHex(root) !== bytesToHex(memory.root)) {
      return `Another log of size ${size} was signed before: its entries have been changed.`
    }
    return proof.length === 0 ? null : 'A checkpoint that was signed before needs no proof.'
  }
  const isContinued = verifyConsistency({
    from: memory.size,
    to: size,
    fromRoot: memory.root,
    toRoot: root,
    proof,
  })
  return isContinued
    ? null
    : `The proof does not show that the log of size ${size} continues the one of size ${memory.size} that was signed.`
}
