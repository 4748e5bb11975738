// Guarantees of the public report: it reconciles, and no account, person or small group stands in it.
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical-json'
import { buildReport, type ReportInput } from './report'
import { envelope, envelopeBefore } from './signoff.example'

const place = { scheme: 'LMST-1', env: 'test', logOrigin: 'example.com/log' } as const
const root = (digit: string) => digit.repeat(64)
const trees: ReportInput['trees'] = {
  claimsContext: {
    ...place,
    snapshotId: 'SN-2026-001',
    asset: 'USDT',
    scale: '2',
    numeraire: 'profit',
    cutoff: '2026-11-21T21:40:00Z',
    columns: ['eligible', 'exempt', 'house', 'capacity'],
    accounts: '19202',
    leafCount: '65536',
    depth: '16',
  },
  sharesContext: {
    ...place,
    clawbackId: envelope.clawbackId,
    revision: envelope.revision,
    claimsRoot: root('a'),
    policyDigest: root('b'),
    schedule: envelope.result.schedule,
    collected: envelope.result.collected,
    columns: ['levy'],
    leafCount: '65536',
    depth: '16',
  },
  claimsRoot: root('a'),
  sharesRoot: root('c'),
  population: { digest: root('d') },
}
const input: ReportInput = {
  envelope,
  trees,
  venue: 'Test venue',
  publishedAt: '2026-11-22T15:00:00Z',
  executedAt: '2026-11-22T14:00:00Z',
  cutoffAt: '2026-11-21T21:40:00Z',
  frozenAt: '2026-11-22T10:00:00Z',
  proposedAt: '2026-11-22T12:00:00Z',
  losses: [
    {
      market: 'BTC-USDT',
      occurredAt: '2026-11-21T21:16:04Z',
      side: 'long',
      bankruptcyPrice: '100',
      fillPrice: '97',
      shortfall: '2319110448',
    },
  ],
  classes: [
    { class: 'eligible', accounts: 19_195, base: '83455405000' },
    { class: 'house', accounts: 3, base: '535' },
    { class: 'exempt', accounts: 4, base: '77' },
  ],
  cells: [{ from: 0n, to: null, accounts: 19_198, base: 83_455_405_535n, levy: 1_219_100_891n }],
  decisions: [
    { at: '2026-11-22T12:00:00Z', officer: 'P'.repeat(52), decision: 'propose' },
    { at: '2026-11-22T13:00:00Z', officer: 'Q'.repeat(52), decision: 'approve' },
  ],
}

test('the waterfall adds up to the loss, to the unit', () => {
  const { waterfall } = buildReport(input)
  const parts = [
    waterfall.fundDraw,
    waterfall.operatorDraw,
    waterfall.levied,
    waterfall.residual,
    waterfall.uncovered,
  ]
  expect(parts.reduce((total, part) => total + BigInt(part), 0n)).toBe(BigInt(waterfall.grossLoss))
})

test('is canonical JSON within the limits of what may be signed', () => {
  const text = canonicalJson(buildReport(input))
  expect(text).toContain('"ratePercent":"1.4608"')
  expect(JSON.parse(text)).toEqual(buildReport(input))
})

test('a run that was confirmed under version 1 of the envelope is reported as before', () => {
  const before = buildReport({ ...input, envelope: envelopeBefore })
  expect(before.waterfall).toEqual(buildReport(input).waterfall)
})

test('fewer than ten house accounts are told together, fewer than ten exempt ones without a sum', () => {
  expect(buildReport(input).scope).toEqual([
    { class: 'eligible and house', accounts: '19198', base: '83455405535' },
    { class: 'exempt', accounts: '<10', base: null },
  ])
})

test('does not tell how few accounts were not charged', () => {
  const few = { ...input, classes: [{ class: 'eligible' as const, accounts: 19_031, base: '1' }] }
  expect(buildReport(few).keyFigures.accountsNotCharged).toBe('<10')
  expect(buildReport(input).keyFigures.accountsNotCharged).toBe('170')
})

test('cuts the times of losses to the minute', () => {
  const text = canonicalJson(buildReport(input))
  expect(text).toContain('"minute":"2026-11-21T21:16:00Z"')
  expect(text).not.toContain('21:16:04')
})

test('holds neither the ids of losses nor of fund entries', () => {
  expect(canonicalJson(buildReport(input))).not.toContain('LE-1')
})

test('the worked example is one multiplication and one division', () => {
  expect(buildReport(input).rule.example).toEqual({
    base: '1000000',
    exactly: '146.079267',
    levy: '14607',
  })
})

type Result = typeof envelope.result
const ruled = (schedule: Result['schedule'], result: Partial<Result> = {}): ReportInput => ({
  ...input,
  envelope: { ...envelope, result: { ...envelope.result, ...result, schedule } },
})
const floor = { rounding: 'floor', weighted: false } as const
const seventh = { numerator: '1100000', denominator: '7' }

test.each<[Result['schedule'], string, string | undefined]>([
  [
    { rule: 'equal-levy', ...floor, theta: seventh },
    'levy = the smaller of profit and 11,000.00 ÷ 7, rounded down to the unit',
    '157142',
  ],
  [
    { rule: 'level-down', ...floor, mu: seventh },
    'levy = what the profit exceeds 11,000.00 ÷ 7 by, rounded down to the unit',
    '842857',
  ],
  [
    { rule: 'talmud', ...floor, theta: seventh, half: 'high' },
    'levy = profit − the smaller of profit ÷ 2 and 11,000.00 ÷ 7, rounded down to the unit',
    '842857',
  ],
  [
    { rule: 'queue', ...floor, score: '2.5', cutoff: '0'.repeat(64) },
    'levy = the whole profit above score 2.5, nothing below it; at it by account name until the loss is met',
    undefined,
  ],
])('gives the formula of every rule and an example where one holds for all: %j', (...row) => {
  const [schedule, formula, levy] = row
  const { rule } = buildReport(ruled(schedule))
  expect(rule.formula).toBe(formula)
  expect(rule.example === null ? undefined : rule.example.levy).toBe(levy)
})

test('says that a run departed from the policy that was announced', () => {
  expect(buildReport(input).rule.departure).toBeNull()
  const equal = ruled({ rule: 'equal-levy', ...floor, theta: seventh })
  expect(buildReport(equal).rule.departure).toBe(
    'This departs from policy P-1 version 1, which says pro-rata, each levy rounded down.',
  )
})

test('holds a cutoff as it was sealed, and says who needs it opened', () => {
  const cutoff = 'c'.repeat(64)
  const report = buildReport(
    ruled(
      {
        ...{ rule: 'pro-rata', rounding: 'largest-remainder', weighted: false },
        theta: { numerator: '1219110448', denominator: '83455405535' },
        remainder: { numerator: '1', denominator: '2' },
        cutoff,
      },
      { residual: '0' },
    ),
  )
  expect(report.rule.schedule.cutoff).toBe(cutoff)
  expect(report.summary).toContain('The levies add up to the amount exactly.')
  expect(report.summary).toContain('on this page and on his statement')
  expect(report.verification.proves[0]).toContain('your statement names it')
})

test('names both trees, and hides a population of small classes behind its digest', () => {
  const report = buildReport(input)
  const { levied, residual } = report.waterfall
  expect(report.trees).toEqual({ ...trees, levied, residual })
})

test('claims no more than its trees and the log show', () => {
  const { proves, doesNotProve } = buildReport(input).verification
  expect(proves).toContain('Your levy is included in the published total.')
  expect(proves).toContain('The population was committed in the log before the proposal.')
  const claimed = proves.join(' ')
  for (const word of ['cryptographic', 'proven', 'nobody', 'everybody', 'independent', 'people'])
    expect(claimed).not.toContain(word)
  expect(doesNotProve.join(' ')).toContain('LMST-1')
  expect(doesNotProve.join(' ')).toContain('keys')
})

test('says the limits of the policy in words', () => {
  const limits = { capFraction: { numerator: '1', denominator: '2' }, exemptBelow: '1000' }
  const report = buildReport(ruled({ rule: 'equal-levy', ...floor, limits, theta: seventh }, {}))
  expect(report.rule.limits).toEqual([
    'Nobody gives more than 50 % of his profit.',
    'Below 10.00 USDT of profit nobody gives anything.',
  ])
  expect(report.rule.example).toBeNull()
})

test('the timeline is in order and ends with the report', () => {
  const times = buildReport(input).timeline.map(({ at }) => at)
  expect(times).toEqual([...times].sort())
  expect(buildReport(input).timeline.at(-1)?.event).toBe('This report, version 1')
})
