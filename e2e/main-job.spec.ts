// The main job on a made population: two files in, two officers, one execution, a public report.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { allocate } from '@/lib/domain/allocation'
import { plainTerms } from '@/lib/domain/allocation-terms'
import { sum } from '@/lib/domain/money'
import { approve, execute, importBoth, type Job, propose, publish } from './fixtures/main-job'
import { expect, publicUrl, test } from './fixtures/journey'
import { claimsCsv, decimal, lossesCsv, madeClaims } from './fixtures/population'
import { clawbackPage } from './pages/clawback-page'
import { statementPage } from './pages/statement-page'

const shortfalls = [200_000_000n, 150_000_000n, 41_688_240n]
const losses = shortfalls.map((shortfall, index) => ({ id: `MADE-${index}`, shortfall }))
// Options USDC can use 3,316,882.40 and the operator adds 100,000.00, so 500,000.00 are left for traders.
const collected = 50_000_000n
const expected = allocate(madeClaims, { collected, ...plainTerms('pro-rata') })
if (expected.kind === 'infeasible') throw new Error('expected a feasible population')

const job: Job = {
  fundId: 'usdc-options',
  losses: { name: 'losses.csv', text: lossesCsv(losses) },
  // A byte order mark and CRLF, as spreadsheets write them.
  claims: { name: 'claims.csv', text: `\uFEFF${claimsCsv(madeClaims).replaceAll('\n', '\r\n')}` },
  cutOff: '2026-11-20 21:40:00',
  topUp: '100000',
  saves: new RegExp(`from ${expected.accountsCharged.toLocaleString('en-US')} accounts$`),
}
const sha256 = (text: Buffer | string) => createHash('sha256').update(text).digest('hex')
const bytesAt = async (page: Page, path: string): Promise<Buffer> => {
  const response = await page.request.get(path)
  expect(response.status()).toBe(200)
  return response.body()
}

test('a loss is imported, simulated, proposed, approved, executed and published', async ({
  officer,
  browser,
}) => {
  test.setTimeout(240_000)
  const analyst = await officer('analyst')
  await importBoth(analyst, job)
  const clawbackId = await propose(analyst, job)

  await test.step('the author may not decide it', async () => {
    await expect(
      analyst.getByText('Only an officer with the role “approver” may approve').first(),
    ).toBeVisible()
  })
  const approver = await officer('approver')
  await approve(approver, clawbackId)
  await execute(approver)
  await publish(await officer('publisher'), clawbackId)

  await test.step('the export of the snapshot hashes to its digest', async () => {
    const detail = (await (await analyst.request.get(`/api/clawbacks/${clawbackId}`)).json()) as {
      snapshot: { id: string; digest: string }
    }
    const bytes = await bytesAt(analyst, `/api/claims/${detail.snapshot.id}/export`)
    expect(sha256(bytes)).toBe(detail.snapshot.digest)
  })

  await test.step('the file of levies is what the kernel computes, and the manifest names it', async () => {
    const bytes = await bytesAt(approver, `/api/clawbacks/${clawbackId}/levies.csv`)
    const rows = madeClaims
      .map(
        ({ account, base }, index) =>
          `${account},${decimal(base)},${decimal(expected.levies[index] ?? 0n)}\n`,
      )
      .sort()
    expect(bytes.toString()).toBe(`account,base_USDC,levy_USDC\n${rows.join('')}`)
    const manifest = JSON.parse(
      (await bytesAt(approver, `/api/clawbacks/${clawbackId}/manifest.json`)).toString(),
    ) as { sha256: string; levied: string }
    expect(manifest).toMatchObject({ sha256: sha256(bytes), levied: expected.levied.toString() })
  })

  await test.step('a stranger reads the report without login and without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const stranger = await context.newPage()
    await stranger.goto(`${publicUrl}/transparency/${clawbackId}/v1`)
    await expect(stranger.getByText('500,000.00').first()).toBeVisible()
    const address = `${publicUrl}/transparency/${clawbackId}/v1/report.json`
    const bytes = await (
      await context.newPage()
    )
      .goto(address)
      .then((answer) => answer?.body() ?? Buffer.of())
    const digest = sha256(bytes)
    await expect(stranger.getByText(digest.slice(0, 16)).first()).toBeVisible()
    for (const { account } of madeClaims.slice(0, 5))
      expect(bytes.toString()).not.toContain(account)
    for (const { id } of losses) expect(bytes.toString()).not.toContain(id)
    await context.close()
  })

  await test.step('an officer opens one account’s statement, which recomputes the levy', async () => {
    const publisher = await officer('publisher')
    const page = statementPage(publisher)
    await publisher.goto(`/reports/${clawbackId}`)
    await page.ask('capped')
    await expect(page.row(/^Levy/).first()).toContainText('100.00')
    await page.another.click()
    await page.ask('pair-1')
    await expect(page.download).toBeVisible()
    const download = publisher.waitForEvent('download')
    await page.download.click()
    const file = JSON.parse(await readFile(await (await download).path(), 'utf8')) as {
      inputs: { account: string }[]
      levy: string
    }
    const index = madeClaims.findIndex(({ account }) => account === 'pair-1')
    const own = [index, index + 1].map((place) => expected.levies[place] ?? 0n)
    expect(file.inputs.map(({ account }) => account)).toEqual(['pair-1', 'pair-2'])
    // Accounts of one owner are one claim: the file has the levy of both.
    expect(file.levy).toBe(sum(own).toString())
  })
})

test('a second officer rejects with a reason, and the author makes a new revision', async ({
  officer,
}) => {
  test.setTimeout(120_000)
  const analyst = await officer('analyst')
  const post = async (page: Page, path: string, data: object) => {
    const headers = { 'idempotency-key': crypto.randomUUID(), origin: new URL(page.url()).origin }
    const response = await page.request.post(path, { data, headers })
    expect(response.status()).toBe(200)
    return (await response.json()) as Record<string, string>
  }
  const open = (await (
    await analyst.request.get('/api/losses?fundId=usdt-linear&state=open')
  ).json()) as { losses: { id: string }[] }
  const run = {
    fundId: 'usdt-linear',
    lossIds: open.losses.map(({ id }) => id),
    snapshotId: 'SN-2026-001',
    policyId: 'P-1',
    policyVersion: 1,
    topUp: '0',
    reason: 'to be rejected',
  }
  const { clawbackId = '' } = await post(analyst, '/api/clawbacks', run)
  await analyst.goto(`/clawbacks/${clawbackId}`)
  await clawbackPage(analyst).confirm(/^Propose clawback of/)
  await expect(clawbackPage(analyst).state('Proposed')).toBeVisible({ timeout: 30_000 })

  const approver = await officer('secondApprover')
  await approver.goto(`/clawbacks/${clawbackId}`)
  const reject = approver.getByRole('button', { name: /^Reject clawback of/ })
  await expect(reject).toHaveAttribute('aria-disabled', 'true')
  await approver.getByLabel('Reason for rejecting').fill('The snapshot is older than the losses.')
  await reject.click()
  await expect(clawbackPage(approver).state('Rejected')).toBeVisible()

  await analyst.reload()
  await expect(analyst.getByText('The snapshot is older than the losses.')).toBeVisible()
  const again = await post(analyst, '/api/clawbacks', { ...run, clawbackId, reason: 'second try' })
  await analyst.goto(`/clawbacks/${again['clawbackId'] ?? ''}`)
  await expect(analyst.getByText('revision 2', { exact: false }).first()).toBeVisible()
})
