// Who may not, from where not, and in which form not: each answer a sentence, nothing done.
import type { APIResponse, Page } from '@playwright/test'
import { expect, publicUrl, test } from './fixtures/journey'

const key = () => crypto.randomUUID()
const problem = async (response: APIResponse) =>
  (await response.json()) as { code: string; sentence: string }
const originOf = (page: Page) => new URL(page.url()).origin
const started = { fundId: 'usdt-linear', fileName: 'x.csv', rows: 1 }

test('nobody reads or changes anything without signing in', async ({ request, page }) => {
  for (const path of [
    '/api/funds',
    '/api/losses',
    '/api/claims',
    '/api/clawbacks',
    '/api/claims/SN-2026-001/export',
  ]) {
    const response = await request.get(path)
    expect(response.status()).toBe(401)
    expect((await problem(response)).sentence).toContain('not signed in')
  }
  await page.goto('/clawbacks/new')
  await expect(page).toHaveURL(/\/sign-in$/)
})

test('a mutation needs the console’s own origin, JSON, a key, and a body of bounded size', async ({
  officer,
}) => {
  const analyst = await officer('analyst')
  const origin = originOf(analyst)
  const send = (headers: Record<string, string>, data: string | object = started) =>
    analyst.request.post('/api/losses/imports', { headers, data })
  const json = { 'content-type': 'application/json' }
  expect((await send({ ...json, 'idempotency-key': key() })).status()).toBe(403)
  expect((await send({ ...json, origin: 'null', 'idempotency-key': key() })).status()).toBe(403)
  expect(
    (
      await send({ ...json, origin: 'https://elsewhere.example', 'idempotency-key': key() })
    ).status(),
  ).toBe(403)
  expect(
    (await send({ origin, 'content-type': 'text/plain', 'idempotency-key': key() }, 'x')).status(),
  ).toBe(415)
  expect((await send({ ...json, origin })).status()).toBe(400)
  expect((await send({ ...json, origin, 'idempotency-key': key() }, '[]')).status()).toBe(400)
  expect(
    (
      await send({ ...json, origin, 'idempotency-key': key() }, `{"x":"${'x'.repeat(5_000_001)}"}`)
    ).status(),
  ).toBe(413)
})

test('one key with another body is refused, with the same body it answers again', async ({
  officer,
}) => {
  const analyst = await officer('analyst')
  const headers = { origin: originOf(analyst), 'idempotency-key': key() }
  const send = (rows: number) =>
    analyst.request.post('/api/losses/imports', { headers, data: { ...started, rows } })
  const [first, second, third] = [await send(1), await send(1), await send(2)]
  expect(await second.json()).toEqual(await first.json())
  expect(third.status()).toBe(422)
  expect((await problem(third)).code).toBe('key-reused')
})

test('a role that is not enough is refused with the role that would be', async ({ officer }) => {
  const viewer = await officer('viewer')
  const headers = { origin: originOf(viewer), 'idempotency-key': key() }
  const response = await viewer.request.post('/api/losses/imports', { headers, data: started })
  expect(response.status()).toBe(403)
  expect((await problem(response)).sentence).toContain(
    'This needs the role analyst; you are viewer.',
  )
})

test('the public site serves no operator page, no operator data and no health', async ({
  page,
}) => {
  for (const path of ['/api/funds', '/api/clawbacks', '/healthz']) {
    expect((await page.goto(`${publicUrl}${path}`))?.status()).toBe(404)
  }
  await page.goto(`${publicUrl}/clawbacks`)
  await expect(page).toHaveURL(/public\.localhost:\d+\/transparency$/)
})

test('signing out ends the session in the database, not only in the browser', async ({
  officer,
}) => {
  const viewer = await officer('viewer')
  const cookies = await viewer.context().cookies()
  await viewer.getByRole('button', { name: 'Sign out' }).click()
  await expect(viewer).toHaveURL(/\/sign-in$/)
  await viewer.context().addCookies(cookies)
  expect((await viewer.request.get('/api/funds')).status()).toBe(401)
})

test('an unknown address, run or report is a page with a sentence', async ({ officer, page }) => {
  const viewer = await officer('viewer')
  for (const path of ['/nowhere', '/clawbacks/CB-1999-001', '/reports/CB-1999-001']) {
    expect((await viewer.goto(path))?.status()).toBe(404)
    await expect(viewer.getByRole('heading', { level: 1 })).toBeVisible()
  }
  expect((await page.goto(`${publicUrl}/transparency/CB-1999-001`))?.status()).toBe(404)
  await expect(page.getByText('No report with this id', { exact: false })).toBeVisible()
})
