// Guarantees of the signer as it is reached: on this machine and as a Worker in an isolate, alike.
import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startIsolate } from './isolate'
import { rotateLogKeys, seed } from './log-key'
import { beginMemory, startLogSigner } from './log-signer'
import { anyFreePorts } from './port'

const origin = 'public.localhost:3000/log'
const token = 't'.repeat(40)
const upkeepToken = 'u'.repeat(40)
const folder = mkdtempSync(join(tmpdir(), 'ballast-signer-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const sha256 = (...parts: Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest()
const leaf = (text: string) => sha256(Buffer.of(0), Buffer.from(text))
const node = (left: Buffer, right: Buffer) => sha256(Buffer.of(1), left, right)
/** A log of four entries, and the heads over its beginnings. */
const [a, b, c, d] = [leaf('a'), leaf('b'), leaf('c'), leaf('d')]
const roots = [a, node(a, b), node(node(a, b), c), node(node(a, b), node(c, d))]
const proofs: Record<string, Buffer[]> = {
  '1-2': [b],
  '1-4': [b, node(c, d)],
  '2-3': [c],
  '2-4': [node(c, d)],
  '3-4': [c, d, node(a, b)],
}
const ask = (size: number, from = 0) => ({
  origin,
  size: String(size),
  root: roots[size - 1]!.toString('hex'),
  proof: (proofs[`${from}-${size}`] ?? []).map((hash) => hash.toString('hex')),
})

type Started = { url: string; stop: () => Promise<void> }
type Start = (name: string, seeds: readonly string[], console?: string) => Promise<Started>

const startFile: Start = (name, seeds) => {
  const memory = join(folder, `${name}.json`)
  return startLogSigner({ port: 0, origin, token, seeds, memory })
}
const startWorker: Start = async (name, seeds, console = 'http://127.0.0.1:9') => {
  const file = join(folder, `${name}.env`)
  const settings = {
    LOG_ORIGIN: origin,
    LOG_SEEDS: seeds.join(','),
    LOG_SIGNER_TOKEN: token,
    CONSOLE_ORIGIN: console,
    UPKEEP_TOKEN: upkeepToken,
  }
  const lines = Object.entries(settings).map(([key, value]) => `${key}='${value}'`)
  writeFileSync(file, `${lines.join('\n')}\n`)
  const isolate = await startIsolate({
    folder,
    name: `${name}-signer`,
    configuration: 'lib/signer/wrangler.jsonc',
    ready: '/head',
    args: ['--env-file', file, '--persist-to', join(folder, name), '--test-scheduled'],
  })
  return { url: isolate.origin, stop: isolate.stop }
}

type Answer = { status: number; body: Record<string, unknown> }
const send = async (signer: Started, path: string, init: RequestInit = {}): Promise<Answer> => {
  const headers = new Headers(init.headers)
  if (!headers.has('authorization')) headers.set('authorization', `Bearer ${token}`)
  const response = await fetch(`${signer.url}${path}`, { ...init, headers })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const post = (signer: Started, body: unknown) =>
  send(signer, '/checkpoints', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const noteOf = async (signer: Started, body: unknown): Promise<string> => {
  const answer = await post(signer, body)
  expect(answer).toMatchObject({ status: 200 })
  return String(answer.body['note'])
}

/** Checks a note with node:crypto and the verifier keys alone, and says which key signed which line. */
const verifiedBy = (note: string, vkeys: readonly string[]): (string | undefined)[] => {
  const at = note.lastIndexOf('\n\n')
  const [text, lines] = [
    note.slice(0, at + 1),
    note
      .slice(at + 2)
      .trimEnd()
      .split('\n'),
  ]
  return lines.map((line) => {
    const [dash, name, blob = ''] = line.split(' ')
    expect([dash, name]).toEqual(['—', origin])
    const bytes = Buffer.from(blob, 'base64')
    return vkeys.find((vkey) => {
      // The key itself may hold plus signs; the name may not.
      const [, keyId, key = ''] = /^[^+]+\+([^+]+)\+(.+)$/.exec(vkey) ?? []
      const raw = Buffer.from(key, 'base64')
      const jwk = { kty: 'OKP', crv: 'Ed25519', x: raw.subarray(1).toString('base64url') }
      const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
      const isKey = keyId === bytes.subarray(0, 4).toString('hex') && raw[0] === 1
      return isKey && verify(null, Buffer.from(text), publicKey, bytes.subarray(4))
    })
  })
}
const keysOf = async (signer: Started) => (await send(signer, '/keys')).body['keys'] as string[]

/** Every kind of answer, in an order in which each changes what the next one meets. */
const conversation = async (signer: Started): Promise<Answer[]> => {
  const steps: (() => Promise<Answer>)[] = [
    () => send(signer, '/head'),
    () => send(signer, '/head', { headers: { authorization: 'Bearer wrong' } }),
    () => post(signer, ask(2)),
    () => send(signer, '/head'),
    () => post(signer, ask(2)),
    () => post(signer, ask(1)),
    () => post(signer, ask(4)),
    () => post(signer, { ...ask(2), root: 'ab'.repeat(32) }),
    () => post(signer, { ...ask(4, 2), origin: 'other.example/log' }),
    () => post(signer, ask(4, 2)),
    () => post(signer, ask(3)),
    () => send(signer, '/keys'),
    ...['', '[]', 'null', '{"size":"5"}', '{"a":'].map((text) => () => post(signer, text)),
    ...['05', '0', '-5', '5.0', '1e1', '9007199254740992', 5].map(
      (size) => () => post(signer, { ...ask(4), size }),
    ),
    () => post(signer, { ...ask(4), root: 'AB'.repeat(32) }),
    () => post(signer, { ...ask(4), proof: ['ab'] }),
    () => post(signer, { ...ask(4), proof: 'none' }),
    () => post(signer, 'x'.repeat(65_537)),
    () => send(signer, '/checkpoints'),
    () => send(signer, '/elsewhere', { method: 'POST', body: '{}' }),
  ]
  const answers: Answer[] = []
  for (const step of steps) answers.push(await step())
  return answers
}

const kinds: [string, Start][] = [
  ['file', startFile],
  ['worker', startWorker],
]
const first = seed()
const heard = new Map<string, Answer[]>()

describe.each(kinds)('the signer with its memory in a %s', (name, start) => {
  let signer: Started
  const restart = async (seeds: readonly string[]) => {
    await signer.stop()
    signer = await start(name, seeds)
  }
  beforeAll(async () => {
    beginMemory(join(folder, `${name}.json`))
    signer = await start(name, [first])
  })
  afterAll(() => signer.stop())

  test('answers every request, good or bad, with its status and a sentence', async () => {
    const answers = await conversation(signer)
    heard.set(name, answers)
    const statuses = answers.map(({ status }) => status)
    expect(statuses.slice(0, 12)).toEqual([
      ...[200, 401, 200, 200, 200, 409, 409, 409, 409, 200, 409, 200],
    ])
    expect(statuses.slice(12)).toEqual([...Array<number>(15).fill(400), 413, 404, 404])
    expect(answers[3]?.body).toEqual({ size: '2', root: roots[1]?.toString('hex') })
    expect(answers[5]?.body).toEqual({
      sentence:
        'The database is older than the log: a checkpoint of size 2 was signed, and this one has 1.',
      head: answers[3]?.body,
    })
  })

  test('keeps its memory over a restart', async () => {
    await restart([first])
    expect((await send(signer, '/head')).body).toMatchObject({ size: '4' })
    expect(await post(signer, ask(3))).toMatchObject({ status: 409 })
  })

  test('signs with both keys while they are exchanged, and later with the new one alone', async () => {
    const [old] = await keysOf(signer)
    const both = rotateLogKeys([first])
    await restart(both)
    const keys = await keysOf(signer)
    expect(keys[0]).toBe(old)
    expect(verifiedBy(await noteOf(signer, ask(4)), keys)).toEqual(keys)
    await restart(both.slice(-1))
    expect(await keysOf(signer)).toEqual([keys[1]])
    expect(verifiedBy(await noteOf(signer, ask(4)), keys)).toEqual([keys[1]])
  })
})

test('the Worker answers like the one on this machine, to the byte', () => {
  expect(heard.get('worker')).toEqual(heard.get('file'))
  const notes = heard.get('file')!.flatMap(({ body }) => body['note'] ?? [])
  expect(notes).toHaveLength(3)
  expect(notes[0]).toBe(notes[1])
})

describe.each(kinds)('at once, with the memory in a %s', (name, start) => {
  test('requests are decided one after the other: only one log comes out', async () => {
    beginMemory(join(folder, `${name}-race.json`))
    const signer = await start(`${name}-race`, [first])
    const wishes = Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0 ? ask(1) : { ...ask(1), root: c.toString('hex') },
    )
    const answers = await Promise.all(wishes.map((wish) => post(signer, wish)))
    const notes = new Set(answers.flatMap(({ body }) => body['note'] ?? []))
    expect(notes.size).toBe(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(20)
    await signer.stop()
  })
})

test('the Worker reminds the console of the upkeep, with its token', async () => {
  const [port = 0] = await anyFreePorts(1)
  const calls: string[] = []
  const server = createServer((request, response) => {
    const { method, url, headers } = request
    calls.push(`${method ?? ''} ${url ?? ''} ${headers.authorization ?? ''}`)
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const signer = await startWorker('clock', [first], `http://127.0.0.1:${port}`)
  await fetch(`${signer.url}/__scheduled`)
  expect(calls).toEqual([`POST /api/log/upkeep Bearer ${upkeepToken}`])
  await signer.stop()
  server.close()
})

describe('the file of the signer', () => {
  const file = join(folder, 'kept.json')
  const start = () => startLogSigner({ port: 0, origin, token, seeds: [first], memory: file })

  test('is remembered before a signature leaves, and never overwritten by a second beginning', async () => {
    beginMemory(file)
    const signer = await start()
    await noteOf(signer, ask(1))
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ size: '1', root: a.toString('hex') })
    await signer.stop()
    expect(() => beginMemory(file)).toThrow(/whose keys are gone.*--reset/)
  })
  test.each(['', '{"size":"1"', '{"size":"1","root":null}', '{"size":"0","root":"00"}', '[]'])(
    'stops the start when it is damaged: %s',
    async (text) => {
      writeFileSync(file, text)
      await expect(start()).rejects.toThrow(/damaged.*put the file back.*--reset/)
      expect(() => beginMemory(file)).toThrow(/--reset/)
    },
  )
  test('stops the start when it is missing, instead of beginning anew', async () => {
    rmSync(file)
    await expect(start()).rejects.toThrow(/missing.*put the file back/)
  })
  test('signs nothing when it is taken away meanwhile', async () => {
    beginMemory(file)
    const signer = await start()
    rmSync(file)
    expect(await post(signer, ask(1))).toMatchObject({ status: 500 })
    await signer.stop()
  })
})

test.each([[[]], [[first, first]], [[first, seed(), seed()]], [['short']]])(
  'refuses to start with seeds %j',
  async (seeds) => {
    const memory = join(folder, 'seeds.json')
    beginMemory(memory)
    await expect(startLogSigner({ port: 0, origin, token, seeds, memory })).rejects.toThrow(/seed/)
  },
)

test('a rotation adds a key, and the next one retires the oldest', () => {
  const [one, two] = rotateLogKeys(['a'])
  expect([one, two?.length]).toEqual(['a', 64])
  expect(rotateLogKeys(['a', 'b'])[0]).toBe('b')
})
