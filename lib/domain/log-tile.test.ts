// Tiles and bundles: the paths of the C2SP text, our vector byte for byte, hashes read back from tiles.
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from './assert'
import {
  entryBundle,
  nodeFromTile,
  readEntryBundle,
  readTilePath,
  tileNodes,
  tileOfNode,
  tilePath,
  tilesBetween,
  tileWidth,
  type Tile,
} from './log-tile'
import { appendLeaf, leafHash, rootNodes, type HashOf, type NodeAddress } from './log-tree'
import vector from './log-vectors/checkpoint.json'

const name = ({ level, index }: NodeAddress): string => `${level}/${index}`

/** Every complete subtree of a log of `count` entries. */
const grown = (count: number): Map<string, Uint8Array> => {
  const nodes = new Map<string, Uint8Array>()
  const hashOf: HashOf = (node) => nodes.get(name(node))!
  for (let size = 0; size < count; size += 1) {
    const leaf = leafHash(utf8ToBytes(`entry ${size}`))
    for (const node of appendLeaf({ size, leaf }, hashOf)) nodes.set(name(node), node.hash)
  }
  return nodes
}

describe('paths', () => {
  it.each<[Tile, string]>([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 5, index: 1000, width: 1 }, 'tile/5/x001/000.p/1'],
    [{ level: 63, index: 999, width: 255 }, 'tile/63/999.p/255'],
    [{ level: 'entries', index: 67, width: 3 }, 'tile/entries/067.p/3'],
  ])('%j is at %s', (tile, path) => {
    expect(tilePath(tile)).toBe(path)
    expect(readTilePath(path)).toEqual(tile)
  })

  it.each([
    '',
    'tile/0',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/data/000',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/1000',
    'tile/0/001/000',
    'tile/0/x000/001',
    'tile/0/x001',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/000.p',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/257',
    'tile/0/000.p/999',
    'tile/0/000.p/1/',
    'tile/0/000.p/1\n',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/x001/../000',
    `tile/0/${'x001/'.repeat(50_000)}000`,
  ])('%j is no tile', (path) => {
    expect(readTilePath(path)).toBeNull()
  })

  it('are read back whatever the tile, and nothing else is', () => {
    const level = fc.oneof(fc.nat({ max: 63 }), fc.constant('entries' as const))
    const width = fc.integer({ min: 1, max: 256 })
    fc.assert(
      fc.property(level, fc.maxSafeNat(), width, fc.string(), (level, index, width, noise) => {
        const tile = { level, index, width }
        expect(readTilePath(tilePath(tile))).toEqual(tile)
        expect(readTilePath(noise)).toBeNull()
      }),
    )
  })
})

describe('tiles of a log', () => {
  it('are those of the C2SP text for 70,000 and for 256 entries', () => {
    const shape = (size: number) =>
      tilesBetween({ from: 0, to: size })
        .filter(({ level, width }) => level !== 'entries' && width < 256)
        .map(tilePath)
    expect(shape(70_000)).toEqual(['tile/0/273.p/112', 'tile/1/001.p/17', 'tile/2/000.p/1'])
    expect(shape(256)).toEqual(['tile/1/000.p/1'])
    expect(tilesBetween({ from: 0, to: 70_000 })).toHaveLength(274 + 2 + 1 + 274)
  })

  it('that grew are those whose width changed', () => {
    const size = fc.nat({ max: 200_000 })
    fc.assert(
      fc.property(size, size, (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)]
        const key = (tile: Tile) => tilePath(tile)
        const before = new Set(tilesBetween({ from: 0, to: from }).map(key))
        const after = tilesBetween({ from: 0, to }).map(key)
        const grew = tilesBetween({ from, to }).map(key)
        expect(grew).toEqual(after.filter((path) => !before.has(path)))
      }),
      { numRuns: 50 },
    )
  })

  it('have the width that the size gives them', () => {
    for (const tile of tilesBetween({ from: 0, to: 70_000 })) {
      expect(tileWidth(tile, 70_000)).toBe(tile.width)
    }
    expect(tileWidth({ level: 0, index: 274 }, 70_000)).toBe(0)
    expect(tileWidth({ level: 3, index: 0 }, 70_000)).toBe(0)
    expect(tileWidth({ level: 'entries', index: 0 }, 0)).toBe(0)
  })

  it('hold every complete subtree: its hash comes back from the tile that names it', () => {
    const size = 1_111
    const nodes = grown(size)
    const bytesOf = (tile: Tile) =>
      concatBytes(...tileNodes(tile).map((node) => nodes.get(name(node))!))
    for (const [address, hash] of nodes) {
      const [level = 0, index = 0] = address.split('/').map(Number)
      const tile = tileOfNode({ level, index }, size)
      expect(nodeFromTile({ level, index }, bytesOf(tile))).toEqual(hash)
    }
    const last = rootNodes(size).at(-1)!
    const bytes = bytesOf(tileOfNode(last, size))
    expect(nodeFromTile(last, bytes.slice(0, -1))).toBeNull()
    expect(nodeFromTile({ level: 0, index: size }, bytes)).toBeNull()
  })

  it('have our vector at its path, byte for byte', () => {
    const leaves = vector.entries.map((entry) => leafHash(utf8ToBytes(entry)))
    const tile = { level: 0, index: 0, width: 3 }
    expect(tilePath(tile)).toBe(vector.tile0Path)
    expect(
      tileNodes(tile)
        .map(({ index }) => bytesToHex(leaves[index]!))
        .join(''),
    ).toBe(vector.tile0Hex)
    expect(() => tileNodes({ ...tile, level: 'entries' })).toThrow(Fault)
  })
})

describe('bundles', () => {
  const bundle = hexToBytes(vector.entriesHex)

  it('have our vector byte for byte', () => {
    expect(tilePath({ level: 'entries', index: 0, width: 3 })).toBe(vector.entriesPath)
    expect(bytesToHex(entryBundle(vector.entries.map(utf8ToBytes)))).toBe(vector.entriesHex)
    expect(readEntryBundle(bundle, 3)).toEqual({ entries: vector.entries.map(utf8ToBytes) })
  })

  it.each([
    ['too few', bundle, 4],
    ['too many', bundle, 2],
    ['cut off in an entry', bundle.slice(0, -1), 3],
    ['cut off in a length', Uint8Array.from([...bundle, 0]), 4],
    ['something behind', Uint8Array.from([...bundle, 0]), 3],
    ['nothing', new Uint8Array(0), 1],
  ])('are refused: %s', (_, bytes, width) => {
    expect(readEntryBundle(bytes, width)).toHaveProperty('problem')
  })

  it('come back, the longest entry included, and a longer one is refused', () => {
    const longest = new Uint8Array(65_535).fill(7)
    const entries = [longest, new Uint8Array(0), Uint8Array.of(1)]
    expect(readEntryBundle(entryBundle(entries), 3)).toEqual({ entries })
    expect(() => entryBundle([new Uint8Array(65_536)])).toThrow(Fault)
  })

  it('are read without a throw, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 700 }), fc.nat({ max: 256 }), (bytes, width) => {
        const read = readEntryBundle(bytes, width)
        if ('entries' in read) expect(entryBundle(read.entries)).toEqual(bytes)
      }),
    )
  })
})
