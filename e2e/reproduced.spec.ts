// The approver's browser computes the run again: a server that lies about one levy turns it red and stops the approval.
import type { Page, Route } from '@playwright/test'
import { maskAccount } from '@/lib/domain/claim'
import { expect, test } from './fixtures/journey'
import { importBoth, type Job } from './fixtures/main-job'
import { lossesCsv } from './fixtures/population'
import { smallJob } from './fixtures/small-job'
import { clawbackPage } from './pages/clawback-page'

const APPROVE = /^Approve clawback of/
const verdict = (page: Page) => page.getByRole('region', { name: /Reproduced in this browser/ })
const step = (page: Page, name: string) =>
  verdict(page)
    .getByRole('listitem')
    .filter({ hasText: new RegExp(`: ${name}`) })

/** Of a fund that no later journey takes from: the run is rejected in the end, which leaves its loss open. */
const job: Job = {
  ...smallJob('repeated', 20),
  fundId: 'usdt-linear',
  losses: {
    name: 'repeated-losses.csv',
    text: lossesCsv([{ id: 'REPEATED-0', shortfall: 1_200_000_000n }]),
  },
}

/** Proposes a run of this journey's own loss, whatever else of its fund is open. */
const proposeAlone = async (analyst: Page): Promise<string> => {
  const snapshots = (await (await analyst.request.get('/api/claims')).json()) as {
    snapshots: { id: string; fundId: string }[]
  }
  const headers = { 'idempotency-key': crypto.randomUUID(), origin: new URL(analyst.url()).origin }
  const data = {
    fundId: job.fundId,
    lossIds: ['REPEATED-0'],
    snapshotId: snapshots.snapshots.find(({ fundId }) => fundId === job.fundId)?.id,
    policyId: 'P-1',
    policyVersion: 1,
    topUp: '0',
    reason: 'to be computed again',
  }
  const response = await analyst.request.post('/api/clawbacks', { data, headers })
  expect(await response.json()).toMatchObject({ revision: 1 })
  const { clawbackId } = (await response.json()) as { clawbackId: string }
  await analyst.goto(`/clawbacks/${clawbackId}`)
  await clawbackPage(analyst).confirm(/^Propose clawback of/)
  await expect(clawbackPage(analyst).state('Proposed:')).toBeVisible({ timeout: 30_000 })
  return clawbackId
}

test('one levy that the server alters turns the page red, and nobody can approve on it', async ({
  officer,
}) => {
  test.setTimeout(180_000)
  const [analyst, approver] = [await officer('analyst'), await officer('approver')]
  await importBoth(analyst, job)
  const clawbackId = await proposeAlone(analyst)
  const page = clawbackPage(approver)

  await test.step('an honest server is reproduced to the unit, without asking', async () => {
    await page.open(clawbackId)
    await expect(verdict(approver)).toContainText('Reproduced: this browser comes to the same')
    await page.accountTable.click()
    await expect(step(approver, 'Account table.')).toContainText('rows of the account table')
    await expect(page.button(APPROVE)).not.toHaveAttribute('aria-disabled', 'true')
    await expect(approver.getByText('Reproduced in this browser').last()).toBeVisible()
  })

  await test.step('one stored levy, one unit higher', async () => {
    const lied: { account?: string } = {}
    const path = /\/stored-levies\?/
    await approver.route(path, async (route) => lieAboutOne(route, lied))
    await approver.reload()
    await page.accountTable.click()
    await expect(verdict(approver).getByRole('alert')).toContainText('Not reproduced')
    await expect(step(approver, 'Levies.')).toContainText(
      `Account ${maskAccount(lied.account ?? '')}: the server says a levy of`,
    )
    await expect(step(approver, 'Totals.')).toContainText('add up')
    await expect(page.button(APPROVE)).toHaveAttribute('aria-disabled', 'true')
    await expect(page.button(APPROVE)).toHaveAccessibleDescription(
      /does not follow from the claims/,
    )
    await approver.unroute(path)
  })

  await test.step('one levy in the account table, though what is stored is right', async () => {
    const path = /\/levies\?/
    await approver.route(path, lieInTable)
    await approver.reload()
    await expect(verdict(approver)).toContainText('Reproduced: this browser comes to the same')
    await page.accountTable.click()
    await expect(verdict(approver).getByRole('alert')).toContainText('Not reproduced')
    await expect(step(approver, 'Account table.')).toContainText('the server says a levy of')
    await expect(page.button(APPROVE)).toHaveAttribute('aria-disabled', 'true')
    await approver.unroute(path)
  })

  await test.step('claims that are not those of the digest', async () => {
    const path = /\/api\/claims\/[^/]+\/export$/
    await approver.route(path, async (route) => {
      const response = await route.fetch()
      await route.fulfill({ response, body: (await response.text()).replace('20000', '20001') })
    })
    await approver.reload()
    await expect(step(approver, 'Snapshot.')).toContainText('not those whose digest')
    await approver.unroute(path)
  })

  await test.step('nothing was signed meanwhile', async () => {
    const response = await approver.request.get(`/api/clawbacks/${clawbackId}`)
    const { signoffs } = (await response.json()) as { signoffs: { decision: string }[] }
    expect(signoffs.map(({ decision }) => decision)).toEqual(['propose'])
    await approver.reload()
    await page.accountTable.click()
    await expect(page.button(APPROVE)).not.toHaveAttribute('aria-disabled', 'true')
    await approver.getByLabel('Reason for rejecting').fill('It was proposed to be computed again.')
    await page.button(/^Reject clawback of/).click()
    await expect(page.state('Rejected')).toBeVisible()
  })
})

/** Lines "account,base,levy": the seventh pays one unit more. */
const lieAboutOne = async (route: Route, lied: { account?: string }): Promise<void> => {
  const response = await route.fetch()
  const lines = (await response.text()).split('\n')
  const [account = '', base = '', levy = '0'] = (lines[6] ?? '').split(',')
  lied.account = account
  lines[6] = [account, base, BigInt(levy) + 1n].join(',')
  await route.fulfill({ response, body: lines.join('\n') })
}

const lieInTable = async (route: Route): Promise<void> => {
  const response = await route.fetch()
  const table = (await response.json()) as { rows: { levy: string }[] }
  const rows = table.rows.map((row, place) =>
    place === 4 ? { ...row, levy: String(BigInt(row.levy) + 1n) } : row,
  )
  await route.fulfill({ response, json: { ...table, rows } })
}
