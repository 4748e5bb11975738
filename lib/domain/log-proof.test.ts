// Proof files: our vector byte for byte, what may stand in them, whatever else is refused.
import { utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCheckpoint } from './log-checkpoint'
import { formatLogProof, readLogProof, type LogProof } from './log-proof'
import { leafHash, verifyInclusion } from './log-tree'
import { verifierKey } from './log.example'
import vector from './log-vectors/checkpoint.json'

const read = (text: string): LogProof => {
  const proof = readLogProof(text)
  if ('problem' in proof) throw new Error(proof.problem)
  return proof
}

describe('a .tlog-proof', () => {
  const text = vector.tlogProofIndex1

  it('shows that the entry of our vector is in the log', () => {
    const { index, proof, checkpoint } = read(text)
    const pins = { origin: vector.origin, keys: [verifierKey(vector.vkey)] }
    const head = readCheckpoint(checkpoint, pins)
    if ('problem' in head) throw new Error(head.problem)
    const leaf = leafHash(utf8ToBytes(vector.entries[1]!))
    expect(index).toBe(1)
    expect(verifyInclusion({ index, proof, leaf, size: head.size, root: head.root })).toBe(true)
    expect(verifyInclusion({ index: 2, proof, leaf, size: head.size, root: head.root })).toBe(false)
  })

  it('is written as it was read, byte for byte', () => {
    expect(formatLogProof(read(text))).toBe(text)
  })

  it('may carry extra data, which is ignored', () => {
    expect(read(text.replace('\nindex', '\nextra AAAA\nindex'))).toEqual(read(text))
    expect(readLogProof(text.replace('\nindex', '\nextra A\nindex'))).toHaveProperty('problem')
    expect(readLogProof(text.replace('\nindex', '\nextra AAAA\nextra AAAA\nindex'))).toHaveProperty(
      'problem',
    )
  })

  it('may have an empty path: the log of one entry', () => {
    const proof = { index: 0, proof: [], checkpoint: vector.checkpoint }
    expect(read(formatLogProof(proof))).toEqual(proof)
  })

  it.each([
    '',
    text.replace('@v1', '@v2'),
    text.replace('index 1', 'index 01'),
    text.replace('index 1', 'index -1'),
    text.replace('index 1', 'index 9007199254740993'),
    text.replace('index 1', 'index  1'),
    text.replace('index 1\n', ''),
    text.replace('index 1', 'Index 1'),
    text.replace('uKs0', 'uKs'),
    text.replace('uKs0', ' uKs0'),
    text.replace('\n\n', '\n'),
    `\n${text}`,
    text.replaceAll('\n', '\r\n'),
    `c2sp.org/tlog-proof@v1\nindex 1\n${`${'A'.repeat(43)}=\n`.repeat(64)}\n${vector.checkpoint}`,
    `c2sp.org/tlog-proof@v1\nindex 1\n${'A'.repeat(1_000_000)}\n\n`,
  ])('refuses %j', (wrong) => {
    expect(readLogProof(wrong)).toHaveProperty('problem')
  })

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: text.length }),
        fc.nat({ max: 20 }),
        fc.string(),
        (at, length, noise) => {
          const wrong = readLogProof(text.slice(0, at) + noise + text.slice(at + length))
          if (!('problem' in wrong))
            expect(wrong.proof.every(({ length }) => length === 32)).toBe(true)
          expect(readLogProof(noise)).toHaveProperty('problem')
        },
      ),
    )
  })
})
