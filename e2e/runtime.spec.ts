// The journeys run on the runtime that they claim, on a stack that is in order.
import { expect, runtime, signIn, test } from './fixtures/journey'

test('the server is healthy on the expected runtime', async ({ request }) => {
  const response = await request.get('/healthz')
  expect(response.status()).toBe(200)
  expect(await response.json()).toMatchObject({ status: 'ok', runtime, database: 'ok' })
})

test('an officer signs in with one click', async ({ page }) => {
  await signIn(page, 'approver')
  await expect(page.getByRole('banner').getByText('Approver').first()).toBeVisible()
})
