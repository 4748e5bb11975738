// A rule that the policy does not say: compared, chosen, said to everybody who decides or pays, and followed by a trader.
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { allocate } from '@/lib/domain/allocation'
import { plainTerms } from '@/lib/domain/allocation-terms'
import { plainClaim } from '@/lib/domain/claim.example'
import { formatAmount } from '@/lib/domain/money'
import { approve, execute, importBoth, type Job, propose, publish } from './fixtures/main-job'
import { expect, publicUrl, test } from './fixtures/journey'
import { clawbackPage, newClawbackPage } from './pages/clawback-page'
import { statementPage } from './pages/statement-page'

// BTC inverse can use 984.40617732, so 3.00000001 are left for 120 traders with 0.01 to 1.20 each.
const [usable, collected] = [98_440_617_732n, 300_000_001n]
const made = Array.from({ length: 120 }, (_, index) =>
  plainClaim(`short-${String(index).padStart(3, '0')}`, BigInt(index + 1) * 1_000_000n),
)
const expected = allocate(made, {
  collected,
  ...plainTerms('equal-levy', 'largest-remainder'),
})
if (expected.kind === 'infeasible') throw new Error('expected a feasible population')
const btc = (amount: bigint) => formatAmount(amount, { scale: 8 })

const job: Job = {
  fundId: 'btc-inverse',
  losses: {
    name: 'losses.csv',
    text: `id,time,market,shortfall\nGAP-1,2026-11-20T21:16:04Z,BTC-USD,${btc(usable + collected)}`,
  },
  claims: {
    name: 'claims.csv',
    text: ['account,base', ...made.map(({ account, base }) => `${account},${btc(base)}`)].join(
      '\n',
    ),
  },
  cutOff: '2026-11-20 21:40:00',
  topUp: '0',
  terms: 'rule=equal-levy&rounding=largest-remainder',
  saves: new RegExp(`^Save draft: 3\\.00000001 BTC from ${expected.accountsCharged} accounts$`),
}
const departure =
  'This departs from policy P-1 version 1, which says pro-rata, each levy rounded down.'
const terms = 'equal levy, rounded by largest remainder'
const barriers = async (page: Page) => (await new AxeBuilder({ page }).analyze()).violations

test('an analyst departs from the policy knowingly, and everybody after him is told', async ({
  officer,
  browser,
}) => {
  test.setTimeout(240_000)
  const analyst = await officer('analyst')
  await importBoth(analyst, job)

  await test.step('the rules are compared, and what cannot be applied says why', async () => {
    const page = newClawbackPage(analyst)
    await page.open(`fund=${job.fundId}`)
    await expect(page.compared(/^Equal levy/)).toContainText(String(expected.accountsCharged), {
      timeout: 30_000,
    })
    await expect(page.rule(/^Pro-rata, the policy’s/)).toBeChecked()
    await expect(page.rule(/^Queue/)).toHaveAttribute('aria-disabled', 'true')
    await expect(page.rule(/^Queue/)).toHaveAccessibleDescription(/Cannot be applied here\..*score/)
    await expect(page.compared(/^Queue/)).toContainText('score')
  })

  await test.step('another rule is chosen by keyboard, and the page says that it departs', async () => {
    const page = newClawbackPage(analyst)
    await page.rule(/^Pro-rata/).press('ArrowDown')
    await expect(page.rule(/^Equal levy/)).toBeChecked()
    await page.rounding(/^Largest remainder/).check()
    await expect(analyst).toHaveURL(/rule=equal-levy&rounding=largest-remainder/)
    await expect(analyst.getByRole('status').filter({ hasText: departure })).toBeVisible()
    await expect(page.save).toHaveAccessibleName(job.saves, { timeout: 30_000 })
    expect(await barriers(analyst)).toEqual([])
  })

  const clawbackId = await propose(analyst, job)
  const approver = await officer('approver')
  await test.step('the approver reads the rule in words before he signs', async () => {
    await clawbackPage(approver).open(clawbackId)
    const summary = approver.getByRole('region', { name: /Summary/ })
    await expect(summary).toContainText(`${terms}. ${departure}`)
    await expect(approver.getByRole('region', { name: /^\d+ Schedule/ })).toContainText(departure)
    expect(await barriers(approver)).toEqual([])
  })
  await approve(approver, clawbackId)
  await execute(approver)
  await publish(await officer('publisher'), clawbackId)

  await test.step('the public reads the rule and that the policy said another', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const stranger = await context.newPage()
    await stranger.goto(`${publicUrl}/transparency/${clawbackId}/v1`)
    const rule = stranger.getByRole('region', { name: 'Rule' })
    await expect(rule).toContainText(departure)
    await expect(rule.getByRole('row', { name: /^Rule / })).toContainText(terms)
    await context.close()
  })

  await test.step('a trader follows his statement to the last unit', async () => {
    const publisher = await officer('publisher')
    const { account } = made[60] ?? plainClaim('', 0n)
    await statementPage(publisher).open(clawbackId)
    await statementPage(publisher).ask(account)
    await expect(
      publisher.getByRole('row', { name: /^The same amount for everybody/ }),
    ).toBeVisible()
    const levy = publisher.getByRole('row', { name: /^Levy/ })
    await expect(levy).toContainText(btc(expected.levies[60] ?? 0n))
    expect(await barriers(publisher)).toEqual([])
  })
})
