// The access matrix over HTTP: what the table says of pages and routes is what browsers and programs are answered.
import { readFileSync } from 'node:fs'
import type { APIRequestContext } from '@playwright/test'
import { expect, type OfficerName, test } from './fixtures/journey'

type Matrix = {
  columns: string[]
  verbs: Record<string, string[]>
  routes: Record<string, string>
  pages: Record<string, string[]>
}
const matrix = JSON.parse(
  readFileSync(new URL('../lib/server/access-matrix.json', import.meta.url), 'utf8'),
) as Matrix
const ROLES = matrix.columns.slice(1) as OfficerName[]

/** Routes are asked about things that do not exist, pages about the run of the demo. */
const routeAddress = (route: string) => route.replace(/\[[^\]]+\]/g, 'none')
const pageAddress = (page: string) =>
  page.replace('[version]', 'v1').replace(/\[[^\]]+\]/g, 'CB-2026-001')
const consolePages = Object.entries(matrix.pages).filter(([, row]) => row[0] === 'sign-in')
const verbRoutes = Object.entries(matrix.routes).flatMap(([route, name]) => {
  const row = matrix.verbs[name]
  const [method = '', path = ''] = route.split(' ')
  return row === undefined ? [] : [{ method, path: routeAddress(path), name, row }]
})

/** As browsers ask for a page: whole, as a part of the one that is shown, and ahead of time. */
const FORMS: Record<string, string>[] = [
  {},
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { purpose: 'prefetch', 'sec-purpose': 'prefetch' },
]

const ask = (
  asker: APIRequestContext,
  { method, path, origin }: { method: string; path: string; origin: string },
) => {
  if (method === 'GET') return asker.get(path, { maxRedirects: 0 })
  const headers = { origin, 'idempotency-key': crypto.randomUUID() }
  return asker.post(path, { headers, data: { 'no such field': true }, maxRedirects: 0 })
}
const codeOf = (text: string): string => /"code":"([\w-]+)"/.exec(text)?.[1] ?? ''

/** Words that only officers may read: names of funds and digests of snapshots. */
const secretsOf = async (officer: APIRequestContext): Promise<string[]> => {
  const { funds } = (await (await officer.get('/api/funds')).json()) as {
    funds: { name: string }[]
  }
  const { snapshots } = (await (await officer.get('/api/claims')).json()) as {
    snapshots: { digest: string }[]
  }
  return [...funds.map(({ name }) => name), ...snapshots.map(({ digest }) => digest)]
}

test('no page tells nobody anything, in whichever form it is asked for', async ({
  officer,
  request,
}) => {
  test.setTimeout(120_000)
  const secrets = await secretsOf((await officer('viewer')).request)
  expect(secrets.length).toBeGreaterThan(1)
  for (const [page] of consolePages) {
    for (const headers of FORMS) {
      // Parts of pages are sent on to the address of their form first.
      const isWhole = Object.keys(headers).length === 0
      const follow = isWhole ? { maxRedirects: 0 } : {}
      const response = await request.get(pageAddress(page), { headers, ...follow })
      const text = await response.text()
      const found = secrets.filter((secret) => text.includes(secret))
      expect([page, headers, found]).toEqual([page, headers, []])
      if (!isWhole) continue
      expect([page, response.status()]).toEqual([page, 307])
      expect(response.headers()['location']).toMatch(/\/sign-in$/)
    }
  }
})

test('every page answers each role as its row says, and stays in no cache', async ({ officer }) => {
  test.setTimeout(240_000)
  const auditor = (await officer('auditor')).request
  const { rows } = (await (await auditor.get('/api/audit')).json()) as { rows: { hash: string }[] }
  for (const role of ROLES) {
    const { request } = await officer(role)
    for (const [page, row] of consolePages) {
      const response = await request.get(pageAddress(page), { maxRedirects: 0 })
      const text = await response.text()
      const answer = text.includes('This needs the role') && page === '/audit' ? 'refused' : 'ok'
      expect([page, role, answer]).toEqual([page, role, row[matrix.columns.indexOf(role)]])
      expect([page, response.status() < 500]).toEqual([page, true])
      expect(response.headers()['cache-control']).toContain('no-store')
      if (answer === 'ok') continue
      for (const headers of FORMS) {
        const form = await (await request.get(pageAddress(page), { headers })).text()
        expect(rows.filter(({ hash }) => form.includes(hash))).toEqual([])
      }
    }
  }
})

test('every route refuses nobody and each role that its row refuses', async ({
  officer,
  request,
}) => {
  test.setTimeout(240_000)
  const origin = new URL((await officer('viewer')).url()).origin
  const askers: [string, APIRequestContext][] = [['nobody', request]]
  for (const role of ROLES) askers.push([role, (await officer(role)).request])
  for (const [column, asker] of askers) {
    for (const { method, path, name, row } of verbRoutes) {
      const expected = row[matrix.columns.indexOf(column)]
      // A public route serves its own site; asked by a page of the console it changes nothing.
      if (expected === 'ok' && method === 'POST') continue
      const response = await ask(asker, { method, path, origin })
      const code = codeOf(await response.text())
      const answer =
        code === 'not-signed-in' || code === 'role-missing' ? String(response.status()) : 'ok'
      expect([column, method, path, name, answer]).toEqual([column, method, path, name, expected])
      expect(response.headers()['x-content-type-options']).toBe('nosniff')
    }
  }
})

test('pages and answers carry the headers that keep other sites out', async ({ officer }) => {
  const { request } = await officer('viewer')
  for (const path of ['/', '/api/funds', '/sign-in', '/healthz']) {
    const headers = (await request.get(path)).headers()
    expect(headers['strict-transport-security']).toContain('max-age=63072000')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['permissions-policy']).toContain('publickey-credentials-get=(self)')
    expect(headers['cache-control']).toContain('no-store')
  }
})

test('the cookie of a session is for this host alone and for no script', async ({ officer }) => {
  const viewer = await officer('viewer')
  const cookies = await viewer.context().cookies()
  const session = cookies.find(({ name }) => name.endsWith('ballast.session'))
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', domain: 'localhost' })
})
