// Follows a log from a remembered checkpoint to its newest, and judges every entry in between.
import { assert } from '@/lib/domain/assert'
import { readCheckpointBody, type Checkpoint } from '@/lib/domain/log-checkpoint'
import { readNote } from '@/lib/domain/log-note'
import { nodeFromTile, TILE_WIDTH, tileOfNode, tilePath, tileWidth } from '@/lib/domain/log-tile'
import {
  appendLeaf,
  foldRoot,
  leafHash,
  rootNodes,
  type HashOf,
  type NodeAddress,
  type StoredNode,
} from '@/lib/domain/log-tree'
import { judged, refused, type Check } from '@/lib/domain/verification-check'
import { signedCheckpoint, type LogPins } from '@/lib/domain/verification-checkpoint'
import type { LogMemory } from './log-memory'
import { emptyNews, judgeEntry, memoryAfter, type News } from './log-news'
import type { LogSource } from './log-source'

/** `note` is the newest checkpoint as it was served; `memory` is null unless everything verified, `news` where no entry was read. */
export type Following =
  | { checks: Check[]; note: string; memory: LogMemory | null; news: News | null }
  | { problem: string }

/** Reads what the log has beyond the memory; the problem is that of the network or of the files. */
export const followLog = async (
  source: LogSource,
  { pins, memory }: { pins: LogPins; memory: LogMemory | null },
): Promise<Following> => {
  const served = await source.checkpoint()
  if ('problem' in served) return served
  const { note } = served
  const before = rememberedHead(memory)
  const { check, checkpoint } = acceptedCheckpoint(note, { pins, memory })
  const stopped = (...checks: Check[]): Following => ({
    checks,
    note,
    memory: null,
    news: null,
  })
  if (checkpoint === null) return stopped(check)
  const older = problemOfAge(before, checkpoint)
  if (older !== null) return stopped(check, refused(HISTORY, older))
  if (memory !== null && before.size === checkpoint.size) return unchanged(memory, { check, note })
  const frontier = await frontierAt(source, before.size, checkpoint.size)
  if ('problem' in frontier) return frontier
  if (hexOf(foldRoot(before.size, hashIn(frontier.nodes))) !== before.root) {
    return stopped(check, refused(HISTORY, FORKED))
  }
  return appended(source, { check, checkpoint, note, memory, before, pins, nodes: frontier.nodes })
}

const HISTORY = { step: 'history', name: 'consistency' } as const
const KEEP = 'Keep both checkpoints: together they are evidence.'
const FORKED = `The log that is served now does not begin with the one that was remembered: it shows another history. ${KEEP}`

const unchanged = (
  memory: LogMemory,
  { check, note }: { check: Check; note: string },
): Following => {
  const { size } = rememberedHead(memory)
  const sentence = `The log is the one that was remembered, with ${size} entries.`
  const checks = [check, judged(HISTORY, { problem: null, sentence })]
  return { checks, note, memory: { ...memory, checkpoint: note }, news: emptyNews(memory) }
}

type Head = { size: number; root: string }

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const rememberedHead = (memory: LogMemory | null): Head => {
  const none = { size: 0, root: hexOf(foldRoot(0, hashIn([]))) }
  if (memory === null) return none
  const note = readNote(memory.checkpoint)
  const body = 'problem' in note ? note : readCheckpointBody(note.text)
  return 'problem' in body ? none : { size: body.size, root: hexOf(body.root) }
}

/** By a key that was named here or that the log introduced; a retired one counts only for what is known already. */
const acceptedCheckpoint = (
  note: string,
  { pins, memory }: { pins: LogPins; memory: LogMemory | null },
): { check: Check; checkpoint: Checkpoint | null } => {
  const keys = [...new Set([...pins.keys, ...(memory?.keys ?? [])])]
  // What a retired key vouches for was there already: it never leads further.
  const signed = signedCheckpoint(note, { origin: pins.origin, keys, retired: [] })
  const { checkpoint } = signed
  if (checkpoint === null) {
    return { check: refused(signed.check, `${signed.check.sentence} ${ASK}`), checkpoint }
  }
  const isRetired = checkpoint.by.every((key) => memory?.retired.includes(key) === true)
  if (!isRetired || checkpoint.size <= rememberedHead(memory).size) return signed
  const sentence = 'Only keys that the log has retired signed this checkpoint.'
  return { check: refused(signed.check, sentence), checkpoint: null }
}

const ASK =
  'Ask whoever gave you the key whether the keys that signed are the log’s by now, and name those with --log-key.'

const problemOfAge = (before: Head, { size, root }: Checkpoint): string | null => {
  if (size < before.size) {
    return `The log had ${before.size} entries when it was last checked and is served with ${size}: it lost entries, or an old state is served. ${KEEP}`
  }
  return size === before.size && hexOf(root) !== before.root ? FORKED : null
}

/** The subtrees that the remembered log consists of, from the tiles of the newer one. */
const frontierAt = async (
  source: LogSource,
  before: number,
  size: number,
): Promise<{ nodes: StoredNode[] } | { problem: string }> => {
  const nodes: StoredNode[] = []
  const tiles = new Map<string, Uint8Array>()
  for (const node of rootNodes(before)) {
    const tile = tileOfNode(node, size)
    const path = tilePath(tile)
    const fetched = tiles.has(path) ? { bytes: tiles.get(path) } : await source.hashes(tile)
    if ('problem' in fetched) return fetched
    const bytes = fetched.bytes ?? new Uint8Array()
    tiles.set(path, bytes)
    const hash = nodeFromTile(node, bytes)
    if (hash === null) return { problem: `${path}: the tile is shorter than the checkpoint says` }
    nodes.push({ ...node, hash })
  }
  return { nodes }
}

const hashIn =
  (nodes: readonly StoredNode[]): HashOf =>
  (node) => {
    const stored = nodes.find((other) => isSame(other, node))
    assert(stored !== undefined, `expected the hash at level ${node.level}, index ${node.index}`)
    return stored.hash
  }

const isSame = (a: NodeAddress, b: NodeAddress): boolean =>
  a.level === b.level && a.index === b.index

type Start = {
  check: Check
  checkpoint: Checkpoint
  note: string
  memory: LogMemory | null
  before: Head
  pins: LogPins
  nodes: StoredNode[]
}

const appended = async (source: LogSource, start: Start): Promise<Following> => {
  const { check, checkpoint, note, memory, before, pins } = start
  const { size, root } = checkpoint
  const news = emptyNews(memory)
  const read = await readEntries(source, start, (index, entry) =>
    judgeEntry(news, { index, entry, origin: pins.origin }),
  )
  if ('problem' in read) return read
  const isRoot = hexOf(foldRoot(size, hashIn(read.nodes))) === hexOf(root)
  const checks = [
    check,
    judged(HISTORY, {
      problem: isRoot
        ? null
        : `The entries that are served do not lead to the root of the checkpoint. ${KEEP}`,
      sentence: consistencySentence(before, size),
    }),
    judged(
      { step: 'log', name: 'entries' },
      {
        problem: news.problems.length === 0 ? null : news.problems.join(' '),
        sentence: 'Every entry that was read has its form, its place and what it refers to.',
      },
    ),
  ]
  const isWhole = checks.every(({ isPassed }) => isPassed)
  return {
    checks,
    note,
    memory: isWhole ? memoryAfter(news, { origin: pins.origin, note }) : null,
    news,
  }
}

const consistencySentence = (before: Head, size: number): string =>
  before.size === 0
    ? `All ${size} entries lead to the root of the checkpoint.`
    : `The log begins with the ${before.size} entries that were remembered; with ${size - before.size} more it has ${size}.`

/** Every entry from the remembered size on, in order; the hashes of the whole log as it then stands. */
const readEntries = async (
  source: LogSource,
  { before, checkpoint: { size }, nodes: frontier }: Start,
  judge: (index: number, entry: Uint8Array) => void,
): Promise<{ nodes: StoredNode[] } | { problem: string }> => {
  let nodes = frontier
  for (let at = before.size; at < size;) {
    const index = Math.floor(at / TILE_WIDTH)
    const tile = { level: 'entries', index } as const
    const read = await source.entries({ ...tile, width: tileWidth(tile, size) })
    if ('problem' in read) return read
    for (const entry of read.entries.slice(at - index * TILE_WIDTH)) {
      nodes = grown(nodes, { size: at, entry })
      judge(at, entry)
      at += 1
    }
  }
  return { nodes }
}

const grown = (
  nodes: readonly StoredNode[],
  { size, entry }: { size: number; entry: Uint8Array },
): StoredNode[] => {
  const known = [...nodes, ...appendLeaf({ size, leaf: leafHash(entry) }, hashIn(nodes))]
  const hashOf = hashIn(known)
  return rootNodes(size + 1).map((node) => ({ ...node, hash: hashOf(node) }))
}
