// Guarantee of the access matrix: every route, verb and page of the code has its row, and answers as the row says.
import { readFileSync } from 'node:fs'
import { beforeAll, expect, test, vi } from 'vitest'
import { servedPages, servedRoutes, verbModules } from '@/lib/local/access-list'
import { ROLES } from '@/lib/domain/officer'
import type { Officer } from './officer'
import { newPerson } from './officer.example'
import type { Outcome, Verb } from './verb'

// Signing in is the identity provider's.
vi.mock('./session', () => ({ currentOfficer: () => Promise.resolve(null) }))

type AnyVerb = Verb<unknown, unknown>
type Matrix = {
  columns: string[]
  verbs: Record<string, string[]>
  firstStart: string[]
  routes: Record<string, string>
  pages: Record<string, string[]>
}
const matrix = JSON.parse(
  readFileSync(new URL('access-matrix.json', import.meta.url), 'utf8'),
) as Matrix

const verbs = new Map<string, AnyVerb>()
const modules = new Map<string, Record<string, unknown>>()
const people: { column: string; officer: Officer | null }[] = [{ column: 'nobody', officer: null }]
beforeAll(async () => {
  for (const path of verbModules()) {
    const module = (await import(/* @vite-ignore */ fileOf(path))) as Record<string, unknown>
    modules.set(path, module)
    for (const value of Object.values(module)) if (isVerb(value)) verbs.set(value.name, value)
  }
  for (const role of ROLES) {
    people.push({ column: role, officer: await newPerson(role) })
  }
})

const fileOf = (path: string) => new URL(`../../${path}.ts`, import.meta.url).pathname

const isVerb = (value: unknown): value is AnyVerb =>
  typeof value === 'object' && value !== null && 'call' in value && 'access' in value

test('every verb of the code has a row, and every row a verb', () => {
  expect([...verbs.keys()].sort()).toEqual(Object.keys(matrix.verbs).sort())
})

test('every route of the code has a row that names its verb, and every row a route', () => {
  const served = servedRoutes().map(({ address, verb, module }) => {
    const found = module === null ? undefined : modules.get(module)?.[verb]
    return [address, isVerb(found) ? found.name : `own: ${verb}`]
  })
  expect(Object.fromEntries(served)).toEqual(matrix.routes)
})

test('every page of the code has a row, and every row a page', () => {
  expect(servedPages().sort()).toEqual(Object.keys(matrix.pages).sort())
})

test('every verb answers nobody and each role as its row says', async () => {
  expect(people.map(({ column }) => column)).toEqual(matrix.columns)
  for (const [name, verb] of verbs) {
    const answers: string[] = []
    for (const { officer } of people) answers.push(await answerOf(verb, officer))
    expect([name, answers]).toEqual([name, matrix.verbs[name]])
  }
})

test('before two officers hold keys nothing is open to officers but what the table says', async () => {
  const admin = { ...(await newPerson(...ROLES)), isFirstStart: true }
  const open: string[] = []
  for (const [name, verb] of verbs) {
    if (verb.access === 'public') continue
    if ((await answerOf(verb, admin)) !== '403 first-start') open.push(name)
  }
  expect(open.sort()).toEqual([...matrix.firstStart].sort())
})

/** Asked with nothing, a verb says first whether one may ask at all. */
const answerOf = async (verb: AnyVerb, officer: Officer | null): Promise<string> => {
  const outcome = await verb.call({ officer, idempotencyKey: crypto.randomUUID() }, NOTHING)
  return REFUSED[codeOf(outcome)] ?? 'ok'
}

/** No verb knows this field, so none that may be asked does anything. */
const NOTHING = { 'no such field': true }
const REFUSED: Record<string, string> = {
  'not-signed-in': '401',
  'role-missing': '403',
  'first-start': '403 first-start',
  fault: 'fault',
}
const codeOf = (outcome: Outcome<unknown>): string =>
  outcome.kind === 'refusal' ? outcome.code : outcome.kind
