// A run is known by sentences that are true of its rule and rounding.
import { expect, test } from 'vitest'
import type { Simulation } from '@/lib/wire/clawback'
import { residualText, roundedText, sparedText, takenText } from './run-words'

const one = { numerator: '1', denominator: '100' }
const terms = { rounding: 'floor', weighted: false } as const
const proRata: Simulation['schedule'] = { rule: 'pro-rata', ...terms, theta: one }
const levelDown: Simulation['schedule'] = { rule: 'level-down', ...terms, mu: one }
const queue: Simulation['schedule'] = { rule: 'queue', ...terms, score: '1' }

const run = (
  schedule: Simulation['schedule'],
  change: Partial<Simulation> & { belowThresholdCount?: number } = {},
): Simulation => ({
  asset: { code: 'USDT', scale: 2 },
  waterfall: {
    grossLoss: '1000',
    usableFund: '0',
    fundDraw: '0',
    operatorDraw: '0',
    toMutualise: '1000',
    collected: '1000',
    levied: '998',
    residual: '2',
    uncovered: '0',
  },
  schedule,
  metrics: {
    rate: one,
    utilisation: one,
    gini: one,
    proportionalityDeviation: null,
    largestShortfall: null,
    top10PercentShare: null,
    byClass: null,
    ptsr: null,
    pmr: null,
    largestPayout: null,
    largestLevy: '500',
    largestLevyShare: one,
    medianLevy: one,
    top10Share: one,
    top1PercentShare: one,
    accountsInScope: 10,
    accountsCharged: 3,
    cappedCount: 0,
    exemptCount: 0,
    belowThresholdCount: change.belowThresholdCount ?? 0,
  },
  distribution: [],
  largest: [],
  capacity: '100000',
  chargedBase: '100000',
  ...change,
})

test('names one rate only where everybody pays it', () => {
  expect(takenText(run(proRata), 'profit')).toBe('9.98 USDT from 3 accounts in profit, at 1.0000 %')
  expect(takenText(run(levelDown), 'profit')).toBe(
    '9.98 USDT from 3 accounts in profit by level-down, 1.0000 % of all profit in scope',
  )
  expect(takenText(run(proRata, { capacity: '90000' }), 'equity')).toBe(
    '9.98 USDT from 3 accounts, 1.0000 % of all equity in scope',
  )
})

test('says why accounts pay nothing as the rule has it', () => {
  expect(sparedText(run(proRata))).toBe(
    '7 further accounts would owe less than 0.01 USDT and pay nothing.',
  )
  expect(sparedText(run(levelDown))).toBe(
    '7 further accounts are not above the level and pay nothing.',
  )
  expect(sparedText(run(queue))).toBe(
    '7 further accounts stood further back in the queue and pay nothing.',
  )
})

test('counts accounts below the threshold on their own', () => {
  expect(sparedText(run(proRata, { belowThresholdCount: 6 }))).toBe(
    '1 further account would owe less than 0.01 USDT and pays nothing. Not charged: 6 accounts below the policy’s threshold.',
  )
})

test('says how levies came to whole units, and who bears the rest', () => {
  expect(roundedText(run(proRata))).toBe('each rounded down to 0.01 USDT')
  expect(roundedText(run({ ...proRata, rounding: 'largest-remainder' }))).toBe(
    'rounded to 0.01 USDT by largest remainder',
  )
  expect(roundedText(run(queue))).toBe('whole amounts, nothing rounded')
  expect(residualText(run(proRata))).toBe('paid by the operator')
  const exact = { ...run(queue).waterfall, levied: '1000', residual: '0' }
  expect(residualText({ waterfall: exact })).toBe('nothing is left by rounding')
})
