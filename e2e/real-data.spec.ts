// The main job on the liquidations and profits of 10 October 2025; skipped where the files are not there.
import { existsSync, readFileSync } from 'node:fs'
import { expect, publicUrl, test } from './fixtures/journey'
import { approve, execute, importBoth, type Job, propose, publish } from './fixtures/main-job'
import { decimal } from './fixtures/population'

const folder = new URL('../../shared/data/', import.meta.url)
const shocks = new URL('adl-analysis/per_shock_metrics_queue.csv', folder)
const users = new URL('hyperliquid-2025-10-10/adl_by_user_REALTIME.csv', folder)

const rowsOf = (file: URL) => {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return (name: string) => cells[names.indexOf(name)] ?? ''
  })
}

const DIGITS = 20
/** A decimal as an integer of 10^−20; what is smaller does not count. */
const exact = (text: string): bigint => {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
  const isNegative = mantissa.startsWith('-')
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const shifted = `${whole}${fraction}${'0'.repeat(60)}`
  const places = whole.length + Number(exponent) + DIGITS
  const units = places <= 0 ? 0n : BigInt(shifted.slice(0, places))
  return isNegative ? -units : units
}
const CENT = 10n ** BigInt(DIGITS - 2)

/** Deficits as cents by cumulative floors in the order of the file: all stay positive, the sum is exact. */
const lossesFile = (): string => {
  let [total, booked] = [0n, 0n]
  const lines = rowsOf(shocks).flatMap((cell, index) => {
    const deficit = exact(cell('deficit_usd'))
    if (deficit <= 0n) return []
    total += deficit
    const cents = total / CENT - booked
    booked += cents
    const time = cell('t_start').replace(' ', 'T').replace('+00:00', 'Z')
    return [`REAL-${index},${time},${cell('coin')}-USD,${decimal(cents)}`]
  })
  return ['id,time,market,shortfall', ...lines].join('\n')
}

const claimsFile = (): string => {
  const lines = rowsOf(users).flatMap((cell) => {
    const cents = exact(cell('closed_pnl')) / CENT
    return cents > 0n ? [`${cell('user')},${decimal(cents)}`] : []
  })
  return ['account,base', ...lines].join('\n')
}

test('mutualises the loss of 10 October 2025 with a fund of 8,000,000 and a top-up of 3,000,000', async ({
  officer,
  browser,
}) => {
  test.skip(!existsSync(shocks) || !existsSync(users), 'the real data is not beside the project')
  test.setTimeout(300_000)
  const job: Job = {
    fundId: 'usdt-linear',
    losses: { name: 'deficits.csv', text: lossesFile() },
    claims: { name: 'profits.csv', text: claimsFile() },
    cutOff: '2025-10-10 21:40:00',
    topUp: '3000000',
    leaveOut: /^Loss DEMO-/,
    saves: /^Save draft: 12,191,009\.07 USDT from 19,053 accounts$/,
  }
  const analyst = await officer('analyst')
  await importBoth(analyst, job)
  const clawbackId = await propose(analyst, job)
  await expect(analyst.getByRole('heading', { level: 1 })).toContainText('1.4608')
  const approver = await officer('approver')
  await approve(approver, clawbackId)
  await execute(approver)
  await publish(await officer('publisher'), clawbackId)

  const context = await browser.newContext({ javaScriptEnabled: false })
  const stranger = await context.newPage()
  await stranger.goto(`${publicUrl}/transparency/${clawbackId}/v1`)
  for (const figure of ['23,191,104.48', '12,191,104.48', '834,554,055.35', '95.41']) {
    await expect(stranger.getByText(figure).first()).toBeVisible()
  }
  await context.close()
})
