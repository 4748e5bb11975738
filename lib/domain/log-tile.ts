// The log as static files (C2SP tlog-tiles): names of tiles, what stands in them, bundles of entries.
import { concatBytes } from '@noble/hashes/utils.js'
import { assert } from './assert'
import { nodeHash, type NodeAddress } from './log-tree'

export const TILE_WIDTH = 256
export const MAX_ENTRY_BYTES = 65_535
const TILE_LEVELS = 8
const HASH_BYTES = 32

/**
 * `width` hashes, or entries, from index · 256 on; a tile of 256 is full and never changes. Hashes of
 * tile level L are those of complete subtrees of level 8 · L. `entries` are bundles of entries.
 */
export type Tile = { level: number | 'entries'; index: number; width: number }

/** Path below the log's URL: `tile/0/x001/x234/067`, with `.p/<width>` when the tile is partial. */
export const tilePath = ({ level, index, width }: Tile): string => {
  const groups = [padded(index % 1000)]
  for (let rest = Math.floor(index / 1000); rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(`x${padded(rest % 1000)}`)
  }
  return `tile/${level}/${groups.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

const PATH =
  /^tile\/(entries|0|[1-9]|[1-5][0-9]|6[0-3])\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/([1-9]\d?|1\d\d|2[0-4]\d|25[0-5]))?$/

/** The tile of a path, or null for a path that no tile has: every tile has one spelling only. */
export const readTilePath = (path: string): Tile | null => {
  const [, level = '', groups = '', width] = PATH.exec(path) ?? []
  if (level === '') return null
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: Number(groups.replace(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  }
  return Number.isSafeInteger(tile.index) && tilePath(tile) === path ? tile : null
}

/** How many hashes or entries of a tile a log of `size` entries has: 0 (none) … 256. */
export const tileWidth = ({ level, index }: Omit<Tile, 'width'>, size: number): number => {
  const hashes = Math.floor(size / TILE_WIDTH ** (level === 'entries' ? 0 : level))
  return Math.max(0, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH))
}

/**
 * Tiles of hashes, and then bundles, that a log of `to` entries has and the one of `from` entries
 * had not, at the widths of `to`. With from = 0 all of them: their number is about to / 128.
 */
export const tilesBetween = ({ from, to }: { from: number; to: number }): Tile[] => {
  const tiles: Tile[] = []
  for (let [level, hashes] = [0, to]; hashes > 0; level += 1) {
    tiles.push(...levelTiles(level, Math.floor(from / TILE_WIDTH ** level), hashes))
    hashes = Math.floor(hashes / TILE_WIDTH)
  }
  return [...tiles, ...levelTiles('entries', from, to)]
}

/** The stored nodes whose hashes a tile of hashes consists of, in order. */
export const tileNodes = ({ level, index, width }: Tile): NodeAddress[] => {
  assert(level !== 'entries', 'expected a tile of hashes, got a bundle of entries')
  return Array.from({ length: width }, (_, at) => ({
    level: TILE_LEVELS * level,
    index: index * TILE_WIDTH + at,
  }))
}

/** The tile, at its width in a log of `size` entries, from which a node's hash can be computed. */
export const tileOfNode = ({ level, index }: NodeAddress, size: number): Tile => {
  const tileLevel = Math.floor(level / TILE_LEVELS)
  const first = index * 2 ** (level % TILE_LEVELS)
  const tile = { level: tileLevel, index: Math.floor(first / TILE_WIDTH) }
  return { ...tile, width: tileWidth(tile, size) }
}

/** A node's hash from the bytes of the tile that holds it; null when the tile does not reach so far. */
export const nodeFromTile = (node: NodeAddress, tile: Uint8Array): Uint8Array | null => {
  const width = 2 ** (node.level % TILE_LEVELS)
  const first = (node.index * width) % TILE_WIDTH
  const bytes = tile.subarray(first * HASH_BYTES, (first + width) * HASH_BYTES)
  if (bytes.length !== width * HASH_BYTES) return null
  let hashes = Array.from({ length: width }, (_, at) => hashAt(bytes, at))
  while (hashes.length > 1) hashes = parents(hashes)
  return hashes[0] ?? null
}

/** Bytes of a bundle: each entry after its length as u16, big-endian. Refuses (Fault) longer ones. */
export const entryBundle = (entries: readonly Uint8Array[]): Uint8Array =>
  concatBytes(
    ...entries.flatMap((entry) => {
      assert(entry.length <= MAX_ENTRY_BYTES, `expected an entry that fits, got ${entry.length}`)
      return [Uint8Array.of(entry.length >> 8, entry.length & 255), entry]
    }),
  )

/** The entries of a bundle of `width`; a problem when the bytes are not exactly so many entries. */
export const readEntryBundle = (
  bytes: Uint8Array,
  width: number,
): { entries: Uint8Array[] } | { problem: string } => {
  const entries: Uint8Array[] = []
  let at = 0
  while (at < bytes.length && entries.length < width) {
    const end = at + 2 + (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
    if (at + 2 > bytes.length || end > bytes.length) break
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  if (entries.length === width && at === bytes.length) return { entries }
  return {
    problem: `expected ${width} entries to the last byte, got ${entries.length}, then others`,
  }
}

const levelTiles = (level: Tile['level'], from: number, hashes: number): Tile[] => {
  const tiles: Tile[] = []
  if (from === hashes) return tiles
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < hashes; index += 1) {
    tiles.push({ level, index, width: Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH) })
  }
  return tiles
}

const padded = (number: number): string => number.toString().padStart(3, '0')

const hashAt = (bytes: Uint8Array, at: number): Uint8Array =>
  bytes.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES)

const parents = (hashes: readonly Uint8Array[]): Uint8Array[] =>
  hashes.flatMap((left, at) => {
    const right = hashes[at + 1]
    return at % 2 === 0 && right !== undefined ? [nodeHash(left, right)] : []
  })
