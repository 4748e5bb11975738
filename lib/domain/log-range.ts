// Entries of the log one after another, and that the log has exactly these there, none left out.
import { decodeBase64, encodeBase64 } from './base64'
import { decimal, list, record, text, type Shape } from './json-shape'
import type { Checkpoint } from './log-checkpoint'
import { readLogEntry, type LogEntry } from './log-entry'
import {
  appendLeaf,
  consistencyNodes,
  foldProof,
  foldRoot,
  leafHash,
  rootNodes,
  verifyConsistency,
  type HashOf,
  type NodeAddress,
} from './log-tree'
import { utf8Bytes, utf8Text } from './utf8'

/**
 * Entries from index `first` on as base64 of their exact bytes. `edge` are the hashes of the complete
 * subtrees before them, largest first; `proof` is the consistency proof from the log that ends with
 * them to the log of the checkpoint; hashes are base64. Source: RFC 6962 §2.1.2.
 */
export type LogRange = { first: string; entries: string[]; edge: string[]; proof: string[] }

/** More stand between a proposal and its end on no day; who follows the whole log needs no range. */
export const MOST_IN_RANGE = 5000

/** Which nodes a range from `first` up to, not including, `end` needs of a log of `size` entries. */
export const nodesOfRange = (range: {
  first: number
  end: number
  size: number
}): NodeAddress[][] => [
  ...rootNodes(range.first).map((node) => [node]),
  ...consistencyNodes({ from: range.end, to: range.size }),
]

/** The range of these entries' texts in a log of `size`; `hashOf` is asked for `nodesOfRange`. */
export const makeRange = (
  { first, texts, size }: { first: number; texts: readonly string[]; size: number },
  hashOf: HashOf,
): LogRange => {
  const sizes = { from: first + texts.length, to: size }
  return {
    first: String(first),
    entries: texts.map((entry) => encodeBase64(utf8Bytes(entry))),
    edge: rootNodes(first).map((node) => encodeBase64(hashOf(node))),
    proof: foldProof(consistencyNodes(sizes), hashOf).map(encodeBase64),
  }
}

/** A range that was read, not yet verified. */
export type RangeRead = {
  first: number
  bytes: Uint8Array[]
  entries: LogEntry[]
  edge: Uint8Array[]
  proof: Uint8Array[]
}

/** Entries and hashes of a range, or a sentence about the first that cannot be read. */
export const readRange = (range: LogRange): RangeRead | { problem: string } => {
  const first = Number(range.first)
  const bytes: Uint8Array[] = []
  const entries: LogEntry[] = []
  for (const [at, written] of range.entries.entries()) {
    const decoded = decodeBase64(written)
    const entryText = decoded === null ? null : utf8Text(decoded)
    if (decoded === null || entryText === null)
      return { problem: `Entry ${first + at}: expected UTF-8 text in base64.` }
    const read = readLogEntry(entryText)
    if ('problem' in read) return { problem: `Entry ${first + at}: ${read.problem}.` }
    bytes.push(decoded)
    entries.push(read.entry)
  }
  const [edge, proof] = [range.edge.map(decodeBase64), range.proof.map(decodeBase64)]
  const isRead = (hash: Uint8Array | null): hash is Uint8Array => hash !== null
  return edge.every(isRead) && proof.every(isRead)
    ? { first, bytes, entries, edge, proof }
    : { problem: 'A hash of the range is not base64.' }
}

/**
 * Whether the log of this checkpoint has exactly these entries from `first` on. The root of the log
 * that ends with them follows from the edge and the entries; the proof joins it to the checkpoint.
 */
export const isRangeIncluded = (
  { first, bytes, edge, proof }: Omit<RangeRead, 'entries'>,
  { size, root }: Checkpoint,
): boolean => {
  const nodes = rootNodes(first)
  const end = first + bytes.length
  const isFormed = edge.every(({ length }) => length === HASH_BYTES) && bytes.length > 0
  if (!isFormed || edge.length !== nodes.length || end > size) return false
  const hashes = new Map(nodes.map((node, at) => [nameOf(node), edge[at] ?? EMPTY]))
  const hashOf: HashOf = (node) => hashes.get(nameOf(node)) ?? EMPTY
  for (const [at, entry] of bytes.entries()) {
    for (const node of appendLeaf({ size: first + at, leaf: leafHash(entry) }, hashOf))
      hashes.set(nameOf(node), node.hash)
  }
  return verifyConsistency({
    ...{ from: end, to: size, fromRoot: foldRoot(end, hashOf), toRoot: root, proof },
  })
}

const HASH_BYTES = 32
const EMPTY = new Uint8Array(0)
const nameOf = ({ level, index }: NodeAddress): string => `${level}/${index}`

const base64 = text(/^[A-Za-z0-9+/]+={0,2}$/, 'base64')
export const LOG_RANGE: Shape<LogRange> = record({
  first: decimal(15),
  entries: list(base64, { least: 1, most: MOST_IN_RANGE }),
  edge: list(base64, { most: 64 }),
  proof: list(base64, { most: 64 }),
})
