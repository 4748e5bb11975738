// Guarantees of what is remembered of a log: whatever was written is read again, or it was not written.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readMemory, writeMemory, type LogMemory } from './log-memory'

let folder: string
let state: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-'))
  state = join(folder, 'state.json')
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})

const origin = 'example.com/log'
const empty: LogMemory = {
  ...{ v: 1, type: 'log-memory', origin, checkpoint: `${origin}\n0\nx\n` },
  ...{ keys: [], retired: [], snapshots: [], proposals: [], executions: [] },
}
const proposals = (count: number, clawbackId: string): LogMemory['proposals'] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ index: at.toString(), clawbackId, snapshotIndex: '1' },
    lossEventsDigest: '6'.repeat(64),
  }))

test('a log of 15,000 proposals with the longest ids is remembered', async () => {
  const memory = { ...empty, proposals: proposals(15_000, '漢'.repeat(256)) }
  expect(await writeMemory(state, memory)).toBeNull()
  const read = await readMemory(state, origin)
  expect('memory' in read ? read.memory?.proposals.length : read).toBe(15_000)
  expect(read).toEqual({ memory })
})

test('more than can be read again is refused with a sentence, and what was remembered stays', async () => {
  await writeMemory(state, empty)
  const problem = await writeMemory(state, {
    ...empty,
    proposals: proposals(80_000, '漢'.repeat(256)),
  })
  expect(problem).toMatch(/^found \d+ bytes to remember of this log, expected at most 67108864$/)
  expect(await readMemory(state, origin)).toEqual({ memory: empty })
  expect(await readdir(folder)).toEqual(['state.json'])
})

test.each([
  ['a signer whose name is not in form NFC', `${empty.checkpoint}\n— e\u0301 AAAA\n`],
  ['many combining marks', `${empty.checkpoint}\n— a${'\u0301'.repeat(40)} AAAA\n`],
  ['a long note of short lines', `${empty.checkpoint}${'\n'.repeat(900_000)}`],
])('a checkpoint with %s is remembered letter by letter', async (_, checkpoint) => {
  expect(await writeMemory(state, { ...empty, checkpoint })).toBeNull()
  expect(await readMemory(state, origin)).toEqual({ memory: { ...empty, checkpoint } })
})

test('what has not the form of a memory is never written', async () => {
  const problem = await writeMemory(state, { ...empty, origin: 'x'.repeat(1001) })
  expect(problem).toContain('origin: expected text of 1 to 1000 characters')
  expect(await readdir(folder)).toEqual([])
})

test.each(['', '{', 'null', '{"v":1}', '{"__proto__":{}}', '[1]', '\ufeff{}'])(
  'a file %j is left alone with a sentence',
  async (content) => {
    await writeFile(state, content)
    expect(await readMemory(state, origin)).toEqual({
      problem: 'found a file that is none of this command, expected one that it wrote',
    })
    expect(await readFile(state, 'utf8')).toBe(content)
  },
)

test('nothing is remembered where there is no file; a folder or a device is none', async () => {
  expect(await readMemory(state, origin)).toEqual({ memory: null })
  expect(await readMemory(folder, origin)).toHaveProperty('problem')
  expect(await readMemory('/dev/zero', origin)).toHaveProperty('problem')
})
