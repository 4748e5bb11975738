// From the officer to the trader: one account's statement in the console, as a file, and by a link that opens once.
import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { Download, Page } from '@playwright/test'
import type { StatementFile } from '@/lib/domain/statement-file'
import { verifyFiles } from '@/lib/domain/verification'
import { expect, publicUrl, test } from './fixtures/journey'
import { approve, execute, importBoth, propose, publish } from './fixtures/main-job'
import { smallJob } from './fixtures/small-job'
import { clawbackPage } from './pages/clawback-page'
import { linkPage, statementPage } from './pages/statement-page'
import { verifierPage } from './pages/verifier-page'

const barriers = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)
/** The page accepts the owner's file, refuses it for somebody else, and asks nobody meanwhile. */
const checkedAlone = async (page: Page, own: { bytes: Buffer; account: string }) => {
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const verifier = verifierPage(page)
  await verifier.choose({ name: 'statement.json', buffer: own.bytes })
  await verifier.checkAs('linked-8')
  await expect(verifier.verdict).toContainText('Refused')
  await verifier.checkAs(own.account)
  await expect(verifier.verdict).toContainText('All checks passed')
  await expect(verifier.failed).toHaveCount(0)
  expect(asked).toEqual([])
}

const fileOf = async (download: Download) => {
  const bytes = await readFile(await download.path())
  return { bytes, statement: JSON.parse(bytes.toString()) as StatementFile }
}

test('an officer makes a link, and the owner of the account gets a statement that he can check', async ({
  officer,
  browser,
}, testInfo) => {
  test.setTimeout(240_000)
  const account = 'linked-7'
  const analyst = await officer('analyst')
  const job = smallJob('linked', 20)
  await importBoth(analyst, job)
  const clawbackId = await propose(analyst, job)
  const approver = await officer('approver')
  await approve(approver, clawbackId)
  await execute(approver)
  const publisher = await officer('publisher')
  await publish(publisher, clawbackId)

  let theirs = Buffer.of()
  const link =
    await test.step('the officer asks on the page of the run and makes a link', async () => {
      const page = statementPage(publisher)
      await clawbackPage(publisher).open(clawbackId)
      await page.ask(account)
      await expect(page.row(/^Levy/)).toBeVisible()
      expect(publisher.url()).not.toContain(account)
      expect(await barriers(publisher)).toEqual([])
      const download = publisher.waitForEvent('download')
      await page.download.click()
      expect((await fileOf(await download)).statement.account).toBe(account)
      return page.makeLink()
    })

  await test.step('one file holds the statements of all, one a line', async () => {
    const response = await publisher.request.get(`/api/clawbacks/${clawbackId}/statements.ndjson`)
    const lines = (await response.text()).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as StatementFile).account)).toHaveLength(20)
  })

  await test.step('the owner opens it on his phone, and it verifies under the keys of the log', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
    const trader = await context.newPage()
    const asked: string[] = []
    trader.on('request', (request) => asked.push(request.url()))
    await trader.goto(link)
    const page = linkPage(trader)
    await expect(page.openStatement).toBeVisible()
    expect(new URL(trader.url()).hash).toBe('')
    expect(await barriers(trader)).toEqual([])
    expect(asked.filter((url) => url.includes('/api/'))).toEqual([])

    const download = trader.waitForEvent('download')
    await page.openStatement.click()
    const { bytes, statement } = await fileOf(await download)
    theirs = bytes
    expect(statement.account).toBe(account)
    await expect(page.saved).toBeVisible()
    expect(await barriers(trader)).toEqual([])
    expect(await widthOf(trader)).toBeLessThanOrEqual(320)
    await expect(page.verifier).toHaveAttribute('href', '/transparency/verify')

    await trader.goto(`${publicUrl}/transparency/log`)
    const [origin = '', ...keys] = await trader
      .getByRole('region', { name: 'What identifies it' })
      .locator('dd > code')
      .allInnerTexts()
    const [verification] = verifyFiles([{ name: 'statement.json', bytes }], {
      pins: { origin, keys, retired: [] },
      account,
      kept: null,
    })
    expect(verification?.checks.filter(({ isPassed }) => !isPassed)).toEqual([])
    expect(verification?.kind).toBe('statement')

    await trader.goto(`${publicUrl}/transparency/verify`)
    await checkedAlone(trader, { bytes, account })
    await context.close()
  })

  await test.step('a copy of the verifier on his disk says the same without any network', async () => {
    const context = await browser.newContext({ acceptDownloads: true, colorScheme: 'dark' })
    const page = await context.newPage()
    const download = page.waitForEvent('download')
    // An address that is saved instead of shown ends the navigation, which Playwright calls an error.
    await page.goto(`${publicUrl}/transparency/verify?download`).catch(() => null)
    const file = testInfo.outputPath('verifier.html')
    await (await download).saveAs(file)
    await context.setOffline(true)
    await page.goto(`file://${file}`)
    await checkedAlone(page, { bytes: theirs, account })
    await verifierPage(page).runAllCases.click()
    await expect(page.getByText('47 of 47 were refused')).toBeVisible()
    expect(await barriers(page)).toEqual([])
    await context.close()
  })

  await test.step('the public page of the report names its roots and its place in the log', async () => {
    const context = await browser.newContext()
    const stranger = await context.newPage()
    await stranger.goto(`${publicUrl}/transparency/${clawbackId}/v1#verify`)
    const verify = stranger.getByRole('region', { name: 'How to verify' })
    await expect(verify).toContainText('Claims root')
    await expect(verify.getByRole('link', { name: 'report.tlog-proof' })).toBeVisible()
    expect(await barriers(stranger)).toEqual([])
    await context.close()
  })
})

test('a link that nobody made opens nothing and says so', async ({ page }) => {
  await page.goto(`${publicUrl}/transparency/statement#${'0'.repeat(64)}`)
  await linkPage(page).openStatement.click()
  await expect(page.getByRole('alert').filter({ hasText: 'This link is not valid' })).toBeVisible()
  await page.goto(`${publicUrl}/transparency/statement`)
  await expect(page.getByText('There is no link in this address')).toBeVisible()
})

test('a run too small to be published has statements all the same', async ({ officer }) => {
  test.setTimeout(240_000)
  const analyst = await officer('analyst')
  const job = smallJob('small', 3)
  await importBoth(analyst, job)
  const clawbackId = await propose(analyst, job)
  const approver = await officer('approver')
  await approve(approver, clawbackId)
  await execute(approver)
  const page = statementPage(approver)
  await page.open(clawbackId)
  await page.ask('small-1')
  await expect(page.row(/^Levy/)).toBeVisible()
  await expect(approver.getByText('no report is published')).toBeVisible()
  expect(await barriers(approver)).toEqual([])
  await page.another.click()
  await page.ask('small-9')
  await expect(approver.getByRole('alert').filter({ hasText: 'small-9 is not in' })).toBeVisible()
})
