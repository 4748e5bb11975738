// Times both trees, and hashing alone, beside what openssl takes for the same messages in the same run.
import { canonicalJson } from '@/lib/domain/canonical-json'
import { depthOf } from '@/lib/domain/merkle-sum-tree/format'
import {
  openReferenceBatch,
  RESERVED_BYTES,
  type HashBatch,
} from '@/lib/domain/merkle-sum-tree/sha256-batch'
import { openJavascriptBatch } from '@/lib/domain/merkle-sum-tree/sha256-batch-javascript'
import { claimOf, idOf, startOf, type TreesRun } from './bench-trees'
import { runChild } from './children'
import { medianOf, tell } from './measurement'
import { openTreeEngine } from './tree-module'

const ROUNDS = 3

export const benchTree = async (): Promise<void> => {
  const speeds = new Map<number, number[]>()
  for (const length of new Set([...messagesOf(1000).keys(), ...LENGTHS])) speeds.set(length, [])
  const runs = SIZES.flatMap((size) => WAYS.map((way) => ({ size, way, done: [] as ChildRun[] })))
  // In turns, so that a slow minute hits all of them alike.
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [length, values] of speeds) values.push(await openssl(length))
    for (const { size, way, done } of runs) done.push(await trees(size, way))
  }
  for (const length of LENGTHS) benchHashing(length, speeds.get(length) ?? [])
  for (const size of SIZES) {
    const against = tellYardstick(size, speeds)
    for (const run of runs) if (run.size === size) tellTrees(run, against)
  }
}

const SIZES = [10_000, 100_000, 1_000_000]
const WAYS = ['WebAssembly', 'JavaScript']

type ChildRun = TreesRun & { heapBytes: number }

/** Nanoseconds for a message of so many bytes, by openssl's own measurement. */
const openssl = async (length: number): Promise<number> => {
  const args = ['speed', '-elapsed', '-seconds', '1', '-bytes', String(length), '-evp', 'sha256']
  const output = await runChild({ name: 'openssl', program: 'openssl', args })
  const thousands = /^sha256\s+([\d.]+)k/im.exec(output)?.[1]
  if (thousands === undefined) throw new Error(`openssl speed said something else:\n${output}`)
  return (length * 1e6) / Number(thousands)
}

/** Of a position, a cut, leaves and nodes of both trees. */
const LENGTHS = [43, 76, 98, 107, 198, 203]

/** Nanoseconds a message are milliseconds a million messages. */
const benchHashing = (length: number, values: readonly number[]): void => {
  const about = { size: 1_000_000, unit: 'ms', checksum: '' } as const
  const name = `SHA-256 of ${length} bytes: openssl`
  tell({ ...about, name, values })
  const against = { name, median: medianOf(values) }
  const ways = { WebAssembly: openTreeEngine(), JavaScript: openJavascriptBatch() }
  for (const [way, engine] of Object.entries({ ...ways, noble: openReferenceBatch() })) {
    const { times, checksum } = hashed(engine, length)
    tell({ ...about, name: `SHA-256 of ${length} bytes: ${way}`, values: times, checksum, against })
  }
}

const ROWS = 1024

const hashed = (engine: HashBatch, length: number) => {
  const [lengths, messages, into] = [
    RESERVED_BYTES,
    { at: 16_384, step: 256 },
    { at: 1_048_576, step: 32 },
  ]
  const bytes = new Uint8Array(engine.memory)
  new Uint32Array(engine.memory).fill(length, lengths / 4, lengths / 4 + ROWS)
  for (let at = messages.at; at < into.at; at += 1) bytes[at] = at * 7
  const times = Array.from({ length: 60 }, () => {
    const began = performance.now()
    engine.hash({ rows: ROWS, messages, lengths, into })
    return ((performance.now() - began) * 1e6) / ROWS
  })
  return { times: times.slice(20), checksum: startOf(bytes.subarray(into.at)) }
}

/** With no more heap than leaves room in an isolate of 128 MB for what is not heap. */
const CHILD = [
  ...['--max-old-space-size=64', '--max-semi-space-size=8'],
  ...['--import', 'tsx', 'lib/local/bench-trees-child.ts'],
]

const trees = async (size: number, way: string): Promise<ChildRun> => {
  const args = [...CHILD, way, String(size)]
  return JSON.parse(await runChild({ name: 'bench-trees-child', args })) as ChildRun
}

const tellYardstick = (size: number, speeds: ReadonlyMap<number, number[]>) => {
  const messages = [...messagesOf(size)]
  const values = Array.from({ length: ROUNDS }, (_, round) =>
    messages.reduce((sum, [length, count]) => sum + count * (speeds.get(length)?.[round] ?? 0), 0),
  ).map((nanoseconds) => nanoseconds / 1e6)
  const hashes = messages.reduce((sum, [, count]) => sum + count, 0)
  const name = `both trees, ${hashes} hashes: openssl for the hashes alone`
  tell({ name, size, unit: 'ms', values, checksum: '' })
  return { name, median: medianOf(values) }
}

const tellTrees = (
  { size, way, done }: { size: number; way: string; done: readonly ChildRun[] },
  against: { name: string; median: number },
): void => {
  const about = { size, checksum: done[0]?.roots ?? '' }
  const times = done.map(({ placing, hashing }) => placing + hashing)
  tell({ ...about, name: `both trees: ${way}`, unit: 'ms', values: times, against })
  const heaps = done.map(({ heapBytes }) => heapBytes)
  tell({ ...about, name: `both trees: ${way}, peak heap`, unit: 'bytes', values: heaps })
}

/**
 * How many messages of which lengths are hashed for both trees. The pieces are made alone, so what
 * both chunks of an account need is hashed in each; an HMAC is its two messages without the key's
 * blocks, which are hashed once for all.
 */
const messagesOf = (accounts: number): Map<number, number> => {
  const [id, leaves] = [idOf(0).length, 2 ** depthOf(accounts)]
  const [chunks, fillers] = [2 * accounts, leaves - 2 * accounts]
  const claim = 'LMST-1/claim\0'.length + canonicalJson(claimOf(0)).length
  return new Map([
    [15 + id, accounts + chunks],
    [22, 2 * fillers],
    [32, accounts + chunks + 2 * fillers],
    [43, accounts + fillers],
    [45, leaves],
    [claim, chunks],
    [76, 3 * chunks],
    [182 + id, chunks],
    [182, fillers],
    [98, leaves],
    [203, leaves - 1],
    [107, leaves - 1],
  ])
}
