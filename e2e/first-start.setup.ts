// The first start as people live through it: nothing is open before two founders hold passkeys.
import type { Page } from '@playwright/test'
import { expect, OFFICERS, type OfficerName, test } from './fixtures/journey'
import { deviceOf } from './fixtures/passkey'
import { keysPage } from './pages/keys-page'

const enrol = async (officer: Page, name: OfficerName): Promise<void> => {
  const [page, key] = [keysPage(officer), `Device of ${OFFICERS[name]}`]
  // What it holds of another database is of no use here.
  await deviceOf(officer).replace([])
  await page.enrol(key)
  await expect(page.key(key)).toContainText('In force')
}
const statusOf = async (officer: Page) => (await officer.request.get('/api/funds')).status()

test('nothing is open before two founders hold a passkey, and everything after', async ({
  officer,
}) => {
  test.setTimeout(120_000)
  const [first, second] = [await officer('approver'), await officer('secondApprover')]
  const title = first.getByRole('heading', { level: 1 })
  await first.goto('/losses')
  await expect(title).toContainText('First start')
  const refused = await first.request.get('/api/losses')
  expect(refused.status()).toBe(403)
  expect(await refused.json()).toMatchObject({ code: 'first-start' })

  await enrol(first, 'approver')
  expect(await statusOf(first)).toBe(403)
  await second.goto('/')
  await enrol(second, 'secondApprover')
  expect(await statusOf(first)).toBe(200)
  await first.goto('/losses')
  await expect(title).toHaveText(/^(?!First start)/)
})

const others: readonly OfficerName[] = ['thirdApprover', 'analyst', 'secondAnalyst', 'admin']
for (const name of others) {
  test(`${OFFICERS[name]} enrols a passkey`, async ({ officer }) => {
    const page = await officer(name)
    await keysPage(page).open()
    await enrol(page, name)
  })
}
