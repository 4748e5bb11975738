// Every page: readable by a machine in both themes, whole at 320 pixels, reachable by keyboard.
import AxeBuilder from '@axe-core/playwright'
import { expect, publicUrl, test } from './fixtures/journey'

const CONSOLE = [
  '/',
  '/losses',
  '/losses/import',
  '/claims',
  '/claims/import',
  '/clawbacks',
  '/clawbacks/new',
  '/reports',
  '/approvals',
  '/desk',
  '/policies',
  '/keys',
]
const PUBLIC = ['', '/log', '/statement', '/format'].map(
  (path) => `${publicUrl}/transparency${path}`,
)

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no page has a barrier that axe finds, ${colorScheme}`, async ({ officer, page }) => {
    test.setTimeout(180_000)
    const analyst = await officer('analyst')
    await analyst.emulateMedia({ colorScheme })
    await page.emulateMedia({ colorScheme })
    for (const path of CONSOLE) {
      await analyst.goto(path)
      await expect(analyst.getByRole('heading', { level: 1 })).toBeVisible()
      expect((await new AxeBuilder({ page: analyst }).analyze()).violations, path).toEqual([])
    }
    for (const address of ['/sign-in', ...PUBLIC]) {
      await page.goto(address)
      expect((await new AxeBuilder({ page }).analyze()).violations, address).toEqual([])
    }
  })
}

test('no page is wider than a phone of 320 pixels', async ({ officer, page }) => {
  test.setTimeout(120_000)
  const analyst = await officer('analyst')
  await analyst.setViewportSize({ width: 320, height: 640 })
  await page.setViewportSize({ width: 320, height: 640 })
  const width = () => document.documentElement.scrollWidth
  for (const path of CONSOLE) {
    await analyst.goto(path)
    await expect(analyst.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await analyst.evaluate(width), path).toBeLessThanOrEqual(320)
  }
  for (const address of PUBLIC) {
    await page.goto(address)
    expect(await page.evaluate(width), address).toBeLessThanOrEqual(320)
  }
})

test('the keyboard opens the palette, the sheet and a page', async ({ officer }) => {
  const analyst = await officer('analyst')
  await analyst.goto('/')
  await expect(analyst.getByRole('heading', { level: 1 })).toBeVisible()
  // Keys work from the moment the page's scripts run, which nothing on the page shows.
  await expect(async () => {
    await analyst.keyboard.press('Control+k')
    await expect(analyst.getByRole('dialog')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await analyst.keyboard.press('Escape')
  await analyst.keyboard.press('g')
  await analyst.keyboard.press('l')
  await expect(analyst).toHaveURL(/\/losses$/)
})

test('the home page names the fund in trouble, the share of its loss that it covers, and how old that is', async ({
  officer,
}) => {
  const viewer = await officer('viewer')
  await expect(viewer.getByRole('heading', { level: 1 })).toContainText('USDT linear')
  const row = viewer.getByRole('row', { name: /USDT linear/ }).first()
  await expect(row).toContainText('10,000,000.00')
  await expect(row).toContainText('%')
  await expect(viewer.locator('time').first()).toBeVisible()
})

test('every response of the console is private, framed by nobody, and runs only its own scripts', async ({
  officer,
}) => {
  const viewer = await officer('viewer')
  const response = await viewer.request.get('/losses')
  const headers = response.headers()
  expect(headers['cache-control']).toContain('no-store')
  expect(headers['content-security-policy']).toMatch(
    /script-src 'self' 'nonce-[^']+' 'strict-dynamic'/,
  )
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  const other = await viewer.request.get('/losses')
  expect(other.headers()['content-security-policy']).not.toBe(headers['content-security-policy'])
})
