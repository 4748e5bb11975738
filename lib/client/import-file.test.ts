// A file arrives as it was: cutting loses nothing, and every piece knows its lines.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readClaims } from '@/lib/wire/claim'
import { chunksOf, importFile, ImportProblem, readFile } from './import-file'
import { RequestProblem } from './request'

const HEADER = 'account,base\n'
const row = fc.oneof(
  fc.integer({ min: 0, max: 999_999 }).map((number) => `a${number},${number}.50`),
  fc.constant(''),
)
const rows = fc.array(row, { maxLength: 60 })

describe('chunksOf', () => {
  it('keeps every character below the header, in order', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), fc.boolean(), (lines, most, isEnded) => {
        const body = `a0,1\n${lines.join('\n')}${isEnded ? '\n' : ''}`
        const chunks = chunksOf(HEADER + body, { rows: most, characters: 1_000 })
        expect(chunks.every(({ text }) => text.startsWith(HEADER))).toBe(true)
        expect(chunks.map(({ text }) => text.slice(HEADER.length)).join('')).toBe(body)
      }),
    )
  })

  it('gives each row the line that it has in the whole file', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), (lines, most) => {
        const text = `${HEADER}first,1\n${[...new Set(lines)].join('\n')}`
        const whole = readClaims(text, { scale: 2 })
        const pieces = chunksOf(text, { rows: most, characters: 1_000 }).map((chunk) =>
          readClaims(chunk.text, { scale: 2, firstLine: chunk.firstLine }),
        )
        expect(pieces.flatMap((piece) => piece.problems)).toEqual([])
        expect(pieces.flatMap((piece) => piece.lines)).toEqual(whole.lines)
        expect(pieces.flatMap((piece) => piece.claims)).toEqual(whole.claims)
      }),
    )
  })

  it('cuts 12,001 rows into three pieces of at most 5,000', () => {
    const lines = Array.from({ length: 12_001 }, (_, index) => `a${index},1`)
    const chunks = chunksOf(HEADER + lines.join('\r\n'))
    expect(chunks.map(({ firstLine }) => firstLine)).toEqual([2, 5_002, 10_002])
  })

  it('cuts long rows before a request grows too large', () => {
    const lines = Array.from({ length: 10 }, () => 'x'.repeat(400_000))
    expect(chunksOf(HEADER + lines.join('\n'))).toHaveLength(5)
  })
})

describe('readFile', () => {
  it('refuses an empty file and one that is not text', async () => {
    expect(await readFile(new File([], 'empty.csv'))).toHaveProperty('problem.found')
    const binary = new File([new Uint8Array([97, 0, 98])], 'binary.csv')
    expect(await readFile(binary)).toHaveProperty('problem.found', 'a NUL character')
  })

  it('refuses a file that is too large without reading it', async () => {
    const large = {
      name: 'large.csv',
      size: 101 * 1024 * 1024,
      arrayBuffer: () => Promise.reject(new Error('was read')),
    } as unknown as File
    expect(await readFile(large)).toHaveProperty('problem.found', 'a file of 105906176 bytes')
  })
})

describe('importFile', () => {
  const file = { text: `${HEADER}a,1\nb,2\n`, rows: 2 }
  const lost = new RequestProblem({ code: 'unreachable', sentence: 'not reached' })
  const steps = {
    open: () => Promise.resolve({ importId: 'i' }),
    send: () => Promise.resolve({ stored: 2 }),
    finish: (importId: string) => Promise.resolve(importId),
  }

  it('counts what the server says it has stored', async () => {
    const seen: number[] = []
    expect(await importFile(file, steps, (stored) => seen.push(stored))).toBe('i')
    expect(seen).toEqual([0, 2])
  })

  it('builds until all is done, and tells how far it has come, before it ends', async () => {
    const answers = [
      { done: 16, of: 40 },
      { done: 32, of: 40 },
      { done: 40, of: 40 },
    ]
    const asked: string[] = []
    const seen: unknown[] = []
    const build = (importId: string) => {
      asked.push(importId)
      return Promise.resolve(answers.shift() ?? { done: 0, of: 0 })
    }
    const finish = (importId: string) => {
      expect(answers).toEqual([])
      return Promise.resolve(importId)
    }
    await importFile(file, { ...steps, build, finish }, (stored, building) =>
      seen.push([stored, building?.done]),
    )
    expect(asked).toEqual(['i', 'i', 'i'])
    expect(seen).toEqual([
      [0, undefined],
      [2, undefined],
      [2, 16],
      [2, 32],
      [2, 40],
    ])
  })

  it('knows that nothing counts when the building breaks off', async () => {
    let asked = 0
    const build = () =>
      (asked += 1) === 1 ? Promise.resolve({ done: 1, of: 2 }) : Promise.reject(lost)
    const failure = await importFile(file, { ...steps, build }, () => undefined).catch(
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(ImportProblem)
    expect(failure).toHaveProperty('isOutcomeKnown', true)
  })

  it('knows that nothing counts when a piece is lost, and not when the last answer is', async () => {
    const failing = (broken: Partial<typeof steps>) =>
      importFile(file, { ...steps, ...broken }, () => undefined).catch((error: unknown) => error)
    const inSending = await failing({ send: () => Promise.reject(lost) })
    expect(inSending).toBeInstanceOf(ImportProblem)
    expect(inSending).toHaveProperty('isOutcomeKnown', true)
    const inFinishing = await failing({ finish: () => Promise.reject(lost) })
    expect(inFinishing).toHaveProperty('isOutcomeKnown', false)
  })
})
