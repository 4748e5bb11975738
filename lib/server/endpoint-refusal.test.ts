// Guarantees of bad input: each kind is refused by its name, noted where somebody is signed in, and nothing is changed.
import { sql } from 'drizzle-orm'
import { beforeEach, expect, test, vi } from 'vitest'
import { onlyRow, rowsOf } from '@/db/client'
import { showAudit } from './audit'
import { database } from './database'
import { endpoint } from './endpoint'
import { finishLossImport, startLossImport } from './loss'
import type { Officer } from './officer'
import { newPerson } from './officer.example'
import { openStatementLink } from './statement'

const session = vi.hoisted(() => ({ currentOfficer: vi.fn() }))
// Signing in is the identity provider's; here somebody is signed in.
vi.mock('./session', () => session)

let analyst: Officer
beforeEach(async () => {
  analyst = await newPerson('analyst')
  session.currentOfficer.mockResolvedValue(analyst)
})

const good = (): Record<string, string> => ({
  host: 'localhost:3000',
  origin: 'http://localhost:3000',
  'content-type': 'application/json',
  'idempotency-key': crypto.randomUUID(),
})
const started = { fundId: 'nowhere', fileName: 'losses.csv', rows: 1 }
type Asked = { headers?: Record<string, string | null>; body?: BodyInit | object }
const request = ({ headers = {}, body = started }: Asked) => {
  const given = Object.entries({ ...good(), ...headers }).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] satisfies [string, string]],
  )
  const isPlain = typeof body === 'object' && Object.getPrototypeOf(body) === Object.prototype
  const sent = isPlain ? JSON.stringify(body) : (body as BodyInit)
  return new Request('http://localhost:3000/', { method: 'POST', headers: given, body: sent })
}
const path = (params: Record<string, string> = {}) => ({ params: Promise.resolve(params) })
const send = async (asked: Asked) => {
  const response = await endpoint(startLossImport)(request(asked), path())
  const said = (await response.json()) as { code: string; fields?: { field: string }[] }
  return {
    status: response.status,
    code: said.code,
    fields: said.fields?.map(({ field }) => field),
  }
}
const noted = async () =>
  (
    await database().read((db) =>
      rowsOf<{ outcome: string }>(
        db,
        sql`select outcome from audit where officer_id = ${analyst.id} and denied order by seq`,
      ),
    )
  ).map(({ outcome }) => outcome)

const ELSEWHERE = { status: 403, code: 'wrong-origin' }
const MALFORMED = { status: 400, code: 'not-json' }
const large = `{"fileName":"${'x'.repeat(5_000_001)}"}`
const bad: [string, Asked, { status: number; code: string }][] = [
  ['no origin', { headers: { origin: null } }, ELSEWHERE],
  ['the origin null', { headers: { origin: 'null' } }, ELSEWHERE],
  ['another origin', { headers: { origin: 'https://elsewhere.example' } }, ELSEWHERE],
  ['another site by the browser’s word', { headers: { 'sec-fetch-site': 'same-site' } }, ELSEWHERE],
  ['a form', { headers: { 'content-type': 'text/plain' } }, { status: 415, code: 'wrong-type' }],
  ['a body beyond 5 MB', { body: large }, { status: 413, code: 'too-large' }],
  ['an announced body beyond 5 MB', announced(), { status: 413, code: 'too-large' }],
  ['no JSON', { body: '{"fundId":' }, MALFORMED],
  ['a list', { body: '[]' }, MALFORMED],
  ['bytes that are no UTF-8', { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, MALFORMED],
  ['a member twice', { body: '{"rows":1,"fundId":"a","rows":2}' }, MALFORMED],
  ['a member twice under an escape', { body: '{"rows":1,"ro\\u0077s" \n :2}' }, MALFORMED],
  ['a member twice further in', { body: '{"a":[{"b":"}","b":2}]}' }, MALFORMED],
  ['no key', { headers: { 'idempotency-key': null } }, { status: 400, code: 'invalid' }],
]
function announced(): Asked {
  return { headers: { 'content-length': '5000001' } }
}

test('each kind of bad request is refused by name and leaves an audit row', async () => {
  const expected: string[] = []
  for (const [what, asked, answer] of bad) {
    const { status, code } = await send(asked)
    expect([what, status, code]).toEqual([what, answer.status, answer.code])
    expected.push(code)
  }
  expect(await noted()).toEqual(expected)
  const imports = sql`select count(*)::int from loss_import where officer_id = ${analyst.id}`
  expect(await database().read((db) => onlyRow(db, imports))).toEqual({ count: 0 })
})

test('the same names in different objects are not the same member', async () => {
  const body = '{"fundId":{"rows":1},"fileName":{"rows":2},"rows":"\\"rows\\":1"}'
  expect(await send({ body })).toMatchObject({ status: 400, code: 'invalid' })
})

test('fields that nobody reads are refused by their name', async () => {
  const answer = await send({ body: { ...started, isAdmin: true } })
  expect(answer).toEqual({ status: 400, code: 'invalid', fields: ['isAdmin'] })
})

test('a body that contradicts its address is refused', async () => {
  const asked = request({ body: { importId: 'another' } })
  const response = await endpoint(finishLossImport)(asked, path({ importId: 'one' }))
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ fields: [{ field: 'importId' }] })
})

test('control and invisible characters are refused by field', async () => {
  for (const fileName of ['a\0b', 'a\u202Eb', 'a\u200Bb', 'a\uD800b']) {
    expect(await send({ body: { ...started, fileName } })).toMatchObject({ fields: ['fileName'] })
  }
})

test('another site’s page cannot read operator data with the officer’s cookie', async () => {
  session.currentOfficer.mockResolvedValue(await newPerson('auditor'))
  const headers = { host: 'localhost:3000', 'sec-fetch-site': 'cross-site' }
  const asked = new Request('http://localhost:3000/', { headers })
  expect((await endpoint(showAudit)(asked, path())).status).toBe(403)
})

test('who is refused again and again is told to wait, and fills no audit', async () => {
  const answers: number[] = []
  for (let times = 0; times < 125; times += 1) {
    answers.push((await send({ headers: { origin: null } })).status)
  }
  expect(answers[0]).toBe(403)
  // A window may have ended in between, and then its second one had room again.
  if (!answers.includes(429)) return
  const rows = await noted()
  expect(rows.filter((outcome) => outcome === 'too-many-requests')).toHaveLength(1)
  expect(rows.length).toBeLessThanOrEqual(121)
})

test('a limit answers 429 with the seconds to wait', async () => {
  const ask = () => {
    const headers = {
      host: 'public.localhost:3000',
      origin: 'http://public.localhost:3000',
      'content-type': 'application/json',
      'x-forwarded-for': '203.0.113.77',
    }
    const body = JSON.stringify({ token: 'x' })
    const asked = new Request('http://public.localhost:3000/', { method: 'POST', headers, body })
    return endpoint(openStatementLink)(asked, path())
  }
  const answers = await Promise.all(Array.from({ length: 70 }, ask))
  const limited = answers.find(({ status }) => status === 429)
  expect(limited).toBeDefined()
  expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('every answer forbids framing, sniffing and keeping', async () => {
  const response = await endpoint(startLossImport)(request({ body: '[]' }), path())
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  })
})
