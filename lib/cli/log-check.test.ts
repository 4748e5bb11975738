// Guarantees of `ballast log check`: what verified is remembered, a changed or shrunk log never is.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { entryText, type LogEntry } from '@/lib/domain/log-entry'
import { EXAMPLE_ORIGIN, exampleKey, exampleLog } from '@/lib/domain/log-whole.example'
import { entryBundle } from '@/lib/domain/log-tile'
import { runLogCheck } from './log-check'
import { memoryPath } from './log-memory'
import { logSource } from './log-source'
import { startLogServer, type LogServer } from './log-server.example'

let server: LogServer
let folder: string
let state: string
beforeAll(async () => {
  server = await startLogServer()
})
beforeEach(async () => {
  if (folder) await rm(folder, { recursive: true })
  folder = await mkdtemp(join(tmpdir(), 'ballast-'))
  state = join(folder, 'state.json')
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await server.close()
})

const head = { v: 1, at: '2026-11-22T12:00:00Z' } as const
const genesis: LogEntry = {
  ...{ ...head, env: 'test', logOrigin: EXAMPLE_ORIGIN, origin: 'https://a.example', rpId: 'a' },
  ...{ type: 'genesis', policies: [], officers: [] },
}
const daily = (n: number): LogEntry => ({
  ...{ ...head, fundId: 'f', fundName: 'F', asset: 'USDT', scale: '2', day: '2026-11-22' },
  ...{ type: 'fund-daily', balance: n.toString(), floor: '0' },
})
const snapshot = (snapshotId: string): LogEntry => ({
  ...{ ...head, snapshotId, snapshotDigest: '1'.repeat(64), cutoff: head.at },
  ...{ type: 'snapshot', claimsRoot: '2'.repeat(64), population: { digest: '3'.repeat(64) } },
})
const proposal = (clawbackId: string, snapshotIndex: number): LogEntry => ({
  ...{ ...head, clawbackId, revision: '1', runDigest: '4'.repeat(64), sharesRoot: '5'.repeat(64) },
  ...{ type: 'proposal', lossEventsDigest: '6'.repeat(64), lossEvents: '1' },
  snapshotIndex: snapshotIndex.toString(),
})
const execution = (clawbackId: string, proposalIndex: number): LogEntry => ({
  ...{ ...head, clawbackId, revision: '1', runDigest: '4'.repeat(64), decisions: [] },
  ...{ type: 'execution', proposalIndex: proposalIndex.toString() },
})
const key = (vkey: string, status: 'active' | 'retired'): LogEntry => ({
  ...{ ...head, type: 'log-key', vkey, status },
})
const logOf = (entries: readonly LogEntry[]) => exampleLog(entries.map(entryText))
const filled = (count: number): LogEntry[] => [
  genesis,
  ...Array.from({ length: count - 1 }, (_, n) => daily(n)),
]

const check = async (...words: string[]) => {
  const outcome = await runLogCheck([
    ...[server.address, '--state', state],
    ...(words.length > 0 ? words : ['--log-key', exampleKey()]),
  ])
  if (outcome.kind === 'failed')
    return { exitCode: outcome.exitCode as number, text: outcome.lines.join('\n') }
  return {
    exitCode: outcome.kind === 'done' ? 0 : (outcome.exitCode as number),
    text: outcome.text,
  }
}
const remembered = async (): Promise<string> =>
  readFile(state, 'utf8').catch((error: unknown) => (error as { code: string }).code)

const large = logOf(filled(1400))

test('a log is followed from nothing, then from what was remembered, with few requests', async () => {
  server.serve(large, 300)
  expect(await check()).toMatchObject({ exitCode: 0 })
  server.asked.length = 0
  server.serve(large, 1400)
  const { exitCode, text } = await check()
  expect(text).toContain(
    'The log begins with the 300 entries that were remembered; with 1100 more it has 1400.',
  )
  expect(text).toContain('New entries: 1,100 fund-daily')
  expect(exitCode).toBe(0)
  expect(server.asked).toHaveLength(1 + 2 + 5)
  expect((await check()).text).toContain('Nothing is new.')
})

test.each([1, 2, 255, 256, 257, 511, 512, 700, 1399])(
  'every step from %i entries to more verifies',
  async (size) => {
    server.serve(large, size)
    expect(await check()).toMatchObject({ exitCode: 0 })
    server.serve(large, 1400)
    expect(await check()).toMatchObject({ exitCode: 0 })
  },
)

test('a partial tile that has become a full one is read from there', async () => {
  const gone = { 'tile/entries/001.p/44': { status: 404 }, 'tile/0/001.p/244': { status: 404 } }
  server.serve(large, 300, gone)
  expect(await check()).toMatchObject({ exitCode: 0 })
  server.serve(large, 500, { 'tile/0/001.p/244': { status: 404 } })
  expect(await check()).toMatchObject({ exitCode: 0 })
})

test('another history is refused, and nothing of it is remembered', async () => {
  server.serve(large, 300)
  await check()
  const before = await remembered()
  const other = logOf([genesis, ...Array.from({ length: 500 }, (_, n) => daily(n + 1))])
  for (const size of [300, 301, 500]) {
    server.serve(other, size)
    const { exitCode, text } = await check()
    expect({ exitCode, text }).toMatchObject({ exitCode: 1 })
    expect(text).toContain('Keep both checkpoints')
    expect(text.split(`— ${EXAMPLE_ORIGIN} `)).toHaveLength(3)
    expect(await remembered()).toBe(before)
  }
})

test('a log that lost entries is refused', async () => {
  server.serve(large, 300)
  await check()
  server.serve(large, 299)
  const { exitCode, text } = await check()
  expect(exitCode).toBe(1)
  expect(text).toContain('had 300 entries when it was last checked and is served with 299')
})

test('a changed entry, a changed tile and a changed checkpoint are refused', async () => {
  const entries = [...large.entries.slice(0, 256)]
  entries[7] = entries[8] ?? new Uint8Array()
  server.serve(large, 300, { 'tile/entries/000': entryBundle(entries) })
  expect((await check()).text).toContain('FAIL  history · consistency')
  expect(await remembered()).toBe('ENOENT')
  server.serve(large, 300, { checkpoint: large.checkpointAt(300).replace('\n300\n', '\n299\n') })
  expect((await check()).text).toContain('FAIL  log · checkpoint')
  server.serve(large, 300)
  await check()
  server.serve(large, 400, { 'tile/1/000.p/1': new Uint8Array(32) })
  expect((await check()).exitCode).toBe(1)
})

test.each([
  ['no genesis', [daily(0)], 'a log begins with genesis'],
  ['two of them', [genesis, genesis], 'a log begins with genesis'],
  ['a proposal without its snapshot', [genesis, proposal('CB-1', 7)], 'is no snapshot before it'],
  [
    'an execution of nothing',
    [genesis, snapshot('S-1'), execution('CB-1', 1)],
    'is no proposal of “CB-1”',
  ],
] as [string, LogEntry[], string][])('a log with %s is refused', async (_, entries, sentence) => {
  server.serve(logOf(entries), entries.length)
  const { exitCode, text } = await check()
  expect(exitCode).toBe(1)
  expect(text).toContain('FAIL  log · entries')
  expect(text).toContain(sentence)
  expect(await remembered()).toBe('ENOENT')
})

test.each(['{"type":"decision","v":1}', 'x', '{"at":1}', '\uFFFD'])(
  'an entry %s is refused by its form',
  async (text) => {
    server.serve(exampleLog([entryText(genesis), text]), 2)
    expect((await check()).text).toContain('Entry 1: ')
  },
)

test('a second snapshot, proposal or execution for the same losses is shown, also a run later', async () => {
  const entries = [
    ...[genesis, snapshot('S-1'), proposal('CB-1', 1), execution('CB-1', 2)],
    ...[snapshot('S-1'), proposal('CB-2', 4), execution('CB-2', 5)],
  ]
  const log = logOf(entries)
  server.serve(log, 4)
  expect((await check()).text).not.toContain('NOTE')
  server.serve(log, 7)
  const { exitCode, text } = await check()
  expect(exitCode).toBe(0)
  expect(text).toContain('Entry 4: a second snapshot “S-1”, the first is entry 1')
  expect(text).toContain('Entry 5: the same losses as the proposal at entry 2, on another snapshot')
  expect(text).toContain('Entry 6: a second execution for the losses of entry 3')
})

test('a key that the log introduced is accepted from then on, and not one that it retired', async () => {
  const next = '0b'.repeat(32)
  const entries = [genesis, key(exampleKey(), 'active'), key(exampleKey({ seed: next }), 'active')]
  const log = logOf([...entries, daily(1), key(exampleKey(), 'retired'), daily(2)])
  server.serve(log, 4, { checkpoint: log.checkpointAt(4, [next]) })
  expect((await check()).exitCode).toBe(1)
  server.serve(log, 3)
  expect((await check()).exitCode).toBe(0)
  server.serve(log, 5, { checkpoint: log.checkpointAt(5, [next]) })
  expect((await check()).exitCode).toBe(0)
  server.serve(log, 6)
  const { exitCode, text } = await check()
  expect(exitCode).toBe(1)
  expect(text).toContain('Only keys that the log has retired signed this checkpoint.')
  server.serve(log, 6, { checkpoint: log.checkpointAt(6, [next]) })
  expect((await check()).exitCode).toBe(0)
})

test('with an old key alone a log that went on under new ones is not read, and the new ones are named', async () => {
  const [next, last] = ['0b'.repeat(32), '0c'.repeat(32)]
  const log = logOf(filled(4))
  server.serve(log, 4, { checkpoint: log.checkpointAt(4, [next, last]) })
  const { exitCode, text } = await check()
  expect(exitCode).toBe(1)
  for (const seed of [next, last]) {
    expect(text).toContain(`(key ${exampleKey({ seed }).split('+')[1]})`)
  }
  expect(text).toContain('Ask whoever gave you the key')
  expect(text).toContain('No entry was read, and nothing was remembered.')
  expect(text).not.toContain('Nothing is new')
})

test('what cannot be fetched is told with its address and ends with 2', async () => {
  const found = async (answer: Parameters<LogServer['serve']>[2]) => {
    server.serve(large, 300, answer)
    const { exitCode, text } = await check()
    expect(exitCode).toBe(2)
    return text
  }
  expect(await found({ checkpoint: { status: 302, location: 'https://evil.example/' } })).toContain(
    'redirections are not followed',
  )
  expect(await found({ checkpoint: { status: 500 } })).toContain('answered 500, expected 200')
  expect(await found({ checkpoint: 'x'.repeat(1_000_001) })).toContain('longer than it may be')
  expect(await found({ 'tile/entries/000': new Uint8Array(5) })).toContain('expected 256 entries')
  expect(await found({ 'tile/entries/001.p/44': new Uint8Array(44 * 65_537 + 1) })).toContain(
    'longer',
  )
  const gone = await runLogCheck([
    'http://127.0.0.1:1/log',
    '--log-key',
    exampleKey(),
    '--state',
    state,
  ])
  expect(gone).toMatchObject({ kind: 'failed', exitCode: 2 })
})

test('a server that never answers is left after a while', async () => {
  server.serve(large, 300, { checkpoint: null })
  const limits = { requestMilliseconds: 50, totalMilliseconds: 1000, totalBytes: 1000 }
  expect(await logSource(server.address, limits).checkpoint()).toEqual({
    problem: `${server.address}/checkpoint: no whole answer in time`,
  })
})

test('a state file that is none, or of another log, is left alone', async () => {
  server.serve(large, 300)
  await writeFile(state, '{"v":1}')
  expect((await check()).text).toContain('--state: found a file that is none of this command')
  expect(await remembered()).toBe('{"v":1}')
  await rm(state)
  await check()
  const other = exampleKey({ origin: 'other.example/log' })
  expect((await check('--log-key', other)).text).toContain('another log')
})

test.each([
  [['--log-key', exampleKey()], 'expected the address of one log'],
  [['ftp://x/log', '--log-key', exampleKey()], 'expected the address of one log'],
  [['http://a:b@x/log', '--log-key', exampleKey()], 'expected the address of one log'],
  [['http://x/log'], '--log-key: found none'],
  [['http://x/log', '--log-key', 'x'], '--log-key: “x” is no verifier key'],
  [['http://x/log', '--log-key', `${exampleKey()}@7`], 'found a retired key'],
  [['http://x/log', '--what'], 'see ballast --help'],
])('the call %j is refused', async (words, sentence) => {
  const outcome = await runLogCheck(words)
  expect(outcome).toMatchObject({ kind: 'failed', exitCode: 2 })
  expect('lines' in outcome ? outcome.lines.join('\n') : '').toContain(sentence)
})

test('each log has a file of its own in the user’s state folder', () => {
  expect(memoryPath('a.example/log', { XDG_STATE_HOME: '/s' })).toBe(
    '/s/ballast/a.example_log.json',
  )
})
