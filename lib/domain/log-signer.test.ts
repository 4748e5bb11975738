// Guarantees of the signer: the checkpoints that it signs never contradict each other.
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideCheckpoint, type LogHead } from './log-signer'

const own = { origin: 'public.example/log' }

/** RFC 6962 §2.1 to the letter, slow and whole in memory. */
const hash = (prefix: number, ...parts: Uint8Array[]) =>
  sha256(concatBytes(Uint8Array.of(prefix), ...parts))
const split = (count: number): number => {
  let half = 1
  while (half * 2 < count) half *= 2
  return half
}
const rootOf = (entries: readonly Uint8Array[]): Uint8Array => {
  if (entries.length === 1) return hash(0, entries[0]!)
  const half = split(entries.length)
  return hash(1, rootOf(entries.slice(0, half)), rootOf(entries.slice(half)))
}
const proofOf = (from: number, entries: readonly Uint8Array[], isWhole = true): Uint8Array[] => {
  if (from === entries.length) return isWhole ? [] : [rootOf(entries)]
  const half = split(entries.length)
  const [left, right] = [entries.slice(0, half), entries.slice(half)]
  return from <= half
    ? [...proofOf(from, left, isWhole), rootOf(right)]
    : [...proofOf(from - half, right, false), rootOf(left)]
}

const entriesOf = (count: number, fork = ''): Uint8Array[] =>
  Array.from({ length: count }, (_, index) => new TextEncoder().encode(`${fork}${index}`))
const headOf = (count: number, fork = ''): LogHead => ({
  size: count,
  root: rootOf(entriesOf(count, fork)),
})
const ask = (memory: LogHead | null, next: LogHead, proof: readonly Uint8Array[] = []) =>
  decideCheckpoint(memory, { ...own, ...next, proof }, own)
const refusedFor = (pattern: RegExp) => ({ refused: expect.stringMatching(pattern) as string })
const flipped = (bytes: Uint8Array): Uint8Array => bytes.with(5, bytes[5]! ^ 1)

describe('the first checkpoint', () => {
  test('is signed over any log that has entries', () => {
    expect(ask(null, headOf(3))).toEqual({
      sign: `public.example/log\n3\n${btoa(String.fromCharCode(...headOf(3).root))}\n`,
    })
  })
  test.each([0, -1, 1.5, 2 ** 53, NaN])('is refused over %d entries', (size) => {
    expect(ask(null, { ...headOf(1), size })).toEqual(refusedFor(/at least one entry/))
  })
  test('is refused with a proof, which could only be from another log', () => {
    expect(ask(null, headOf(3), [headOf(1).root])).toEqual(refusedFor(/nothing to prove from/))
  })
})

describe('a later checkpoint', () => {
  test('is refused for another log, and for a root that is no SHA-256', () => {
    const asked = { ...headOf(3), proof: [], origin: 'other.example/log' }
    expect(decideCheckpoint(null, asked, own)).toEqual(refusedFor(/other\.example/))
    expect(ask(null, { size: 1, root: new Uint8Array(31) })).toEqual(refusedFor(/32 bytes.*31/))
  })
  test('is signed again over what was signed before, to the byte', () => {
    expect(ask(headOf(5), headOf(5))).toEqual(ask(null, headOf(5)))
    expect(ask(headOf(5), headOf(5), [headOf(1).root])).toEqual(refusedFor(/needs no proof/))
  })
  test('is refused over fewer entries, as after the database was restored', () => {
    const proof = proofOf(5, entriesOf(7))
    expect(ask(headOf(7), headOf(5), proof)).toEqual(
      refusedFor(/older than the log: .*size 7.*has 5/),
    )
  })
  test('is refused with another root over the same entries', () => {
    expect(ask(headOf(5), headOf(5, 'fork'))).toEqual(refusedFor(/have been changed/))
  })
  test('is refused when the log forked below what was signed', () => {
    const proof = proofOf(5, entriesOf(8, 'fork'))
    expect(ask(headOf(5), headOf(8, 'fork'), proof)).toEqual(refusedFor(/does not show/))
  })
})

test('continues every size with the proof of RFC 6962 and with no other', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 70 }))
  fc.assert(
    fc.property(sizes, fc.nat(), ([from, more], at) => {
      const entries = entriesOf(from + more)
      const [memory, next, proof] = [headOf(from), headOf(from + more), proofOf(from, entries)]
      expect(ask(memory, next, proof)).toHaveProperty('sign')
      const place = at % proof.length
      const wrong = [
        [...proof, proof[0]!],
        proof.slice(0, -1),
        proof.with(place, flipped(proof[place]!)),
        proof.with(place, proof[place]!.slice(1)),
      ]
      for (const other of wrong) expect(ask(memory, next, other)).toHaveProperty('refused')
      expect(ask({ ...memory, root: flipped(memory.root) }, next, proof)).toHaveProperty('refused')
      expect(ask(memory, { ...next, root: flipped(next.root) }, proof)).toHaveProperty('refused')
    }),
  )
})

test('signs along one log whatever is asked in between', () => {
  const wish = fc.record({
    size: fc.integer({ min: 1, max: 40 }),
    fork: fc.constantFrom('', 'fork'),
    from: fc.integer({ min: 1, max: 40 }),
  })
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 20 }), (wishes) => {
      let memory: LogHead | null = null
      let branch: string | null = null
      for (const { size, fork, from } of wishes) {
        const start = Math.min(memory?.size ?? from, size)
        const proof = memory === null ? [] : proofOf(start, entriesOf(size, fork))
        const next = headOf(size, fork)
        if ('refused' in ask(memory, next, proof)) continue
        branch ??= fork
        expect(fork).toBe(branch)
        expect(size).toBeGreaterThanOrEqual(memory?.size ?? 0)
        memory = next
      }
    }),
  )
})
