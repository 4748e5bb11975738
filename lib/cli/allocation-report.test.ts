// What `ballast allocate` prints and writes, for every rule, rounding and limit.
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { RULES } from '@/lib/domain/allocation-schedule'
import { allocateIn } from './allocation.example'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

type Report = {
  schedule: Record<string, unknown>
  metrics: Record<string, unknown> & Record<'histogram' | 'lorenz', Record<string, unknown[]>>
  warnings: string[]
} & Record<string, unknown>

/** The report of a run that must succeed, and its levies by account. */
const run = async (content: string, ...words: string[]) => {
  const out = join(folder, 'out.csv')
  const outcome = await allocateIn(folder, content, [...words, '--out', out])
  if (outcome.kind !== 'done') throw new Error(outcome.lines.join('\n'))
  const [, ...rows] = (await readFile(out, 'utf8')).trimEnd().split('\n')
  const levies = rows.map((row) => row.slice(row.lastIndexOf(',') + 1))
  return { report: JSON.parse(outcome.text) as Report, levies }
}

const RANKED = 'account,base,score\na,100,2\nb,200,10\nc,300,1.5\n'

it.each([
  ['pro-rata', ['0.66', '1.33', '2.00'], { theta: { numerator: '1', denominator: '150' } }],
  ['equal-levy', ['1.33', '1.33', '1.33'], { theta: { numerator: '400', denominator: '3' } }],
  ['level-down', ['0.00', '0.00', '4.00'], { mu: { numerator: '29600', denominator: '1' } }],
  [
    'talmud',
    ['1.33', '1.33', '1.33'],
    { theta: { numerator: '400', denominator: '3' }, half: 'low' },
  ],
  ['queue', ['0.00', '4.00', '0.00'], { score: '10', cutoff: { account: 'b', amount: '400' } }],
])('shares a loss by %s', async (rule, levies, schedule) => {
  const shared = await run(RANKED, '--loss', '4', '--rule', rule)
  expect(shared.levies).toEqual(levies)
  expect(shared.report).toMatchObject({ rule, rounding: 'floor', schedule })
})

it.each(RULES)('collects the loss to the unit by %s with the largest remainder', async (rule) => {
  const words = ['--loss', '200.01', '--rule', rule, '--rounding', 'largest-remainder']
  const { report, levies } = await run(RANKED, ...words)
  const total = levies.reduce((sum, text) => sum + BigInt(text.replace('.', '')), 0n)
  expect(total).toBe(20001n)
  expect(report).toMatchObject({ levied: '200.01', residual: '0.00', warnings: [] })
})

it('names the account and the amount at which largest remainder stops', async () => {
  const { report, levies } = await run(RANKED, '--loss', '4', '--rounding', 'largest-remainder')
  expect(levies).toEqual(['0.67', '1.33', '2.00'])
  expect(report.schedule).toMatchObject({
    remainder: { numerator: '2', denominator: '3' },
    cutoff: { account: 'a', amount: '67' },
  })
})

it('honours caps, weights, classes and owners', async () => {
  const file =
    'account,owner,class,base,cap,weight\na,,,100,,1/2\nb,o,house,100,,\nc,o,house,100,,\nd,,exempt,100,,\ne,,,100,20,\n'
  const { levies } = await run(file, '--loss', '120')
  expect(levies).toEqual(['20.00', '40.00', '40.00', '0.00', '20.00'])
})

const WITH_EQUITY = 'account,base,equity\na,10,10\nb,100,130\nc,100,\nd,100,20\n'

it.each(['1/4', '0.25', '25/100'])('lets nobody lose more than %s of his base', async (share) => {
  const { report, levies } = await run(WITH_EQUITY, '--loss', '77.5', '--cap-fraction', share)
  expect(levies).toEqual(['2.50', '25.00', '25.00', '25.00'])
  const limits = { capFraction: { numerator: '1', denominator: '4' } }
  expect(report).toMatchObject({ capacity: '77.50', schedule: { limits } })
  expect(report.metrics['cappedCount']).toBe(4)
})

it('spares claims below the threshold and says how many', async () => {
  const { report, levies } = await run(WITH_EQUITY, '--loss', '30', '--exempt-below', '10.01')
  expect(levies).toEqual(['0.00', '10.00', '10.00', '10.00'])
  expect(report).toMatchObject({ schedule: { limits: { exemptBelow: '1001' } } })
  expect(report.metrics).toMatchObject({ belowThresholdCount: 1, exemptCount: 0 })
})

it('takes nobody below the minimum equity, and says of whom that is not known', async () => {
  const { report, levies } = await run(WITH_EQUITY, '--loss', '120', '--min-equity', '100')
  expect(levies).toEqual(['0.00', '30.00', '90.00', '0.00'])
  expect(report).toMatchObject({ capacity: '130.00', withoutEquity: 1 })
  expect(report.warnings).toEqual([
    '1 account has no known equity: --min-equity does not limit it.',
  ])
})

it('knows the equity of an owner only when every account of his has one', async () => {
  const file = 'account,owner,base,equity\na,o,10,0\nb,o,10,\nc,,10,10\n'
  const { report, levies } = await run(file, '--loss', '20', '--min-equity', '10')
  expect(levies).toEqual(['10.00', '10.00', '0.00'])
  expect(report['withoutEquity']).toBe(2)
})

it('warns when the floors leave much to the operator', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => `a${index},0.01\n`)
  const { report } = await run(`account,base\n${rows.join('')}`, '--loss', '5')
  expect(report).toMatchObject({ charged: 0, residual: '5.00' })
  expect(report.warnings).toEqual([
    expect.stringContaining('The residual of 5.00 is 100.0 % of what is to be collected'),
  ])
})

it('prints every figure, ratios with 18 digits', async () => {
  const words = ['--loss', '200', '--rule', 'level-down', '--largest-shortfall', '50']
  const { metrics } = (await run('account,base\na,100\nb,200\nc,300\n', ...words)).report
  const { histogram, lorenz, ...figures } = metrics
  expect(figures).toEqual({
    rate: '0.333333333333333333',
    utilisation: '0.333333333333333333',
    gini: '0.083333333333333333',
    proportionalityDeviation: '-0.145833333333333333',
    largestLevy: '150.00',
    largestLevyShareOfBase: '0.500000000000000000',
    medianLevy: '50.00',
    largestPayout: '150.00',
    ptsr: '0.750000000000000000',
    pmr: '3.000000000000000000',
    top1Share: '0.750000000000000000',
    top10Share: '1.000000000000000000',
    top1PercentShare: '0.750000000000000000',
    top10PercentShare: '0.750000000000000000',
    chargedCount: 2,
    cappedCount: 0,
    exemptCount: 0,
    belowThresholdCount: 0,
    byClass: {
      eligible: { accounts: 3, base: '600.00', levy: '200.00' },
      house: { accounts: 0, base: '0.00', levy: '0.00' },
      exempt: { accounts: 0, base: '0.00', levy: '0.00' },
    },
  })
  expect([histogram['levies'], histogram['payouts']].map((bins) => bins?.length)).toEqual([64, 64])
  expect(histogram['levies']?.[0]).toBe(1)
  expect(lorenz['payouts']?.[33]).toBe('0.625000000000000000')
  expect(lorenz['levies']?.[99]).toBe('1.000000000000000000')
})

it('takes the whole loss as one shortfall when no largest one is given', async () => {
  const { metrics } = (await run(RANKED, '--loss', '60')).report
  expect([metrics['ptsr'], metrics['pmr']]).toEqual([
    '4.500000000000000000',
    '4.500000000000000000',
  ])
})
