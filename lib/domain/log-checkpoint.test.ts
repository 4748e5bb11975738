// Checkpoints: our vector byte for byte, the grammar of the body, whose signature counts.
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from './assert'
import { encodeBase64 } from './base64'
import { formatCheckpoint, readCheckpoint, readCheckpointBody } from './log-checkpoint'
import { leafHash } from './log-tree'
import { verifierKey } from './log.example'
import vector from './log-vectors/checkpoint.json'
import notes from './log-vectors/note.json'

const [key, witness] = [verifierKey(vector.vkey), verifierKey(vector.witnessVkey)]
const { origin } = vector
const root = encodeBase64(new Uint8Array(32).fill(1))

describe('readCheckpoint', () => {
  it('reads our vector, which is signed by the pinned key', () => {
    const read = readCheckpoint(vector.checkpoint, { origin, keys: [key] })
    expect(read).toMatchObject({ origin, size: 3, by: [vector.vkey], witnessed: 0 })
    expect('root' in read && vector.checkpoint).toContain(formatCheckpoint(read as never))
  })

  it('counts witnesses that are given, each once, and only beside a signature of the log', () => {
    const cosigned = `${vector.checkpoint}${vector.cosignatureLine}${vector.cosignatureLine}`
    const seen = (keys: (typeof key)[]) => readCheckpoint(cosigned, { origin, keys })
    expect(seen([key, witness])).toMatchObject({ by: [vector.vkey], witnessed: 1 })
    expect(seen([key])).toMatchObject({ witnessed: 0 })
    expect(seen([witness])).toEqual({ problem: 'no key of the log signed this checkpoint' })
  })

  it.each([
    [vector.checkpoint, 'example.com/other', 'is of the log “example.com/loss-mutualization”'],
    [vector.checkpoint.replace('\n3\n', '\n4\n'), origin, 'does not verify'],
    [vector.checkpoint.replace('\n3\n', '\n03\n'), origin, 'does not verify'],
    [vector.checkpoint.replace('4hT4', '4hT5'), origin, 'none of the given keys'],
    ['', origin, 'does not end with a line end'],
  ])('refuses %j as the log %j', (note, expected, problem) => {
    const read = readCheckpoint(note, { origin: expected, keys: [key] })
    expect(read).toHaveProperty('problem', expect.stringContaining(problem))
  })
})

describe('readCheckpointBody', () => {
  it('reads what other logs write', () => {
    const tree = notes.cases.find(({ treeText }) => treeText !== undefined)!
    const read = readCheckpointBody(tree.treeText!)
    expect(read).toMatchObject({ origin: 'go.sum database tree', size: 123456789012 })
    const leaf = bytesToHex(leafHash(utf8ToBytes(tree.rootIsLeafHashOf!)))
    expect('root' in read && bytesToHex(read.root)).toBe(leaf)
  })

  it('refuses a foreign vector whose root is not of 32 bytes, with that reason alone', () => {
    const foreign = notes.cases.find(({ checkpointBody }) => checkpointBody !== undefined)!
    expect(readCheckpointBody(foreign.checkpointBody!)).toEqual({
      problem: 'expected a root of 32 bytes in base64, got “YmFuYW5hcw==”',
    })
    const padded = foreign.checkpointBody!.replace('YmFuYW5hcw==', root)
    expect(readCheckpointBody(padded)).toMatchObject({ origin: foreign.origin, size: foreign.size })
  })

  it('allows extension lines, and ignores them', () => {
    expect(readCheckpointBody(`a\n0\n${root}\nextension\nanother\n`)).toMatchObject({ size: 0 })
  })

  it.each([
    '',
    'a\n1\n',
    `a\n1\n${root}`,
    `\n1\n${root}\n`,
    `a\n\n${root}\n`,
    `a\n1\n${root}\n\n`,
    `a\n1\n${root}\n\nextension\n`,
    `a\n01\n${root}\n`,
    `a\n-1\n${root}\n`,
    `a\n+1\n${root}\n`,
    `a\n1e3\n${root}\n`,
    `a\n 1\n${root}\n`,
    `a\n9007199254740992\n${root}\n`,
    `a\n1${'0'.repeat(400)}\n${root}\n`,
    `a\n1\n${root.slice(0, -1)}\n`,
    `a\n1\n${root.replace('=', '')}\n`,
    `a\n1\n${root}=\n`,
    `a\n1\n ${root}\n`,
    `a\n1\n${encodeBase64(new Uint8Array(33))}\n`,
  ])('refuses %j', (body) => {
    expect(readCheckpointBody(body)).toHaveProperty('problem')
  })

  it('brings back what was formatted, and never throws', () => {
    const line = fc.string({ minLength: 1 }).filter((text) => !text.includes('\n'))
    const hash = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(line, fc.maxSafeNat(), hash, fc.string(), (name, size, root, noise) => {
        const body = { origin: name, size, root }
        expect(readCheckpointBody(formatCheckpoint(body))).toEqual(body)
        expect(readCheckpointBody(`a\n1\n${noise}`)).toHaveProperty('problem')
      }),
    )
  })
})

describe('formatCheckpoint', () => {
  it('refuses what could not be read back', () => {
    const body = { origin, size: 3, root: hexToBytes('00'.repeat(32)) }
    for (const wrong of [
      { origin: 'a\nb' },
      { origin: '' },
      { size: 1.5 },
      { size: -1 },
      { root: new Uint8Array(31) },
    ]) {
      expect(() => formatCheckpoint({ ...body, ...wrong })).toThrow(Fault)
    }
  })
})
