// A repeated run turns red at the first unit that does not follow from claims and envelope.
import { describe, expect, it } from 'vitest'
import { allocate } from './allocation'
import { figuresOf, tiersOf } from './allocation-figures'
import { sealSchedule, type Rounding, type Rule } from './allocation-schedule'
import { plainTerms } from './allocation-terms'
import { sha256Hex } from './canonical-json'
import { canonicalSnapshot } from './claim'
import { plainClaim } from './claim.example'
import { reproduce, type Recomputed, type ShownRun } from './reproduction'
import { tableCheck } from './reproduction-levies'
import { canonicalSubject, fingerprint, renderSummary, subjectDigest } from './signoff'
import { envelope as plain } from './signoff.example'
import { utf8Bytes } from './utf8'

const salt = 'ab'.repeat(32)
const claims = [
  plainClaim('ACC-AAAA0001', 1_000_003n, { score: '3' }),
  plainClaim('ACC-AAAA0002', 500_001n, { score: '2', owner: 'one' }),
  plainClaim('ACC-AAAA0003', 777n, { score: '2', owner: 'one' }),
  plainClaim('ACC-AAAA0004', 90_000n, { score: '1', class: 'house' }),
  plainClaim('ACC-AAAA0005', 40_000n, { score: '1', class: 'exempt' }),
]

/** A run as an honest server would show it. */
const runOf = (rule: Rule = 'pro-rata', rounding: Rounding = 'floor') => {
  const collected = 200_000n
  const allocation = allocate(claims, { ...plainTerms(rule, rounding), collected })
  if (allocation.kind === 'infeasible') throw new Error('expected a feasible run')
  const snapshot = utf8Bytes(canonicalSnapshot(claims, { salt }))
  const waterfall = {
    grossLoss: '500000',
    fundDraw: '250000',
    operatorDraw: '50000',
    toMutualise: '200000',
  }
  const { levied, residual, accountsCharged, chargedBase, capacity, schedule } = allocation
  const envelope = {
    ...plain,
    lossEvents: [
      { id: 'LE-1', amount: '300000' },
      { id: 'LE-2', amount: '200000' },
    ],
    policy: { ...plain.policy, terms: { rule, rounding } },
    inputs: {
      ...plain.inputs,
      snapshotDigest: sha256Hex(snapshot),
      fund: { ...plain.inputs.fund, usable: '250000' },
      population: {
        claims: String(claims.length),
        chargedBase: String(chargedBase),
        capacity: String(capacity),
      },
    },
    result: {
      ...plain.result,
      waterfall,
      collected: String(collected),
      levied: String(levied),
      residual: String(residual),
      schedule: sealSchedule(schedule, salt),
      accountsCharged: String(accountsCharged),
    },
  }
  const shown: ShownRun = {
    subjectDigest: subjectDigest(envelope),
    fingerprint: fingerprint(subjectDigest(envelope)),
    summary: renderSummary(envelope),
    snapshotDigest: envelope.inputs.snapshotDigest,
    schedule,
    waterfall: {
      ...waterfall,
      collected: String(collected),
      levied: String(levied),
      residual: String(residual),
      uncovered: '0',
    },
    capacity: String(capacity),
    chargedBase: String(chargedBase),
    metrics: figuresOf(claims, allocation, { shortfalls: [300_000n, 200_000n] }),
    distribution: tiersOf(claims, allocation.levies, { scale: 2 }),
  }
  const rows = claims.map(({ account, base }, index) => {
    return { account, base: String(base), levy: String(allocation.levies[index]) }
  })
  return { envelope: canonicalSubject(envelope), snapshot, shown, rows, levies: linesOf(rows) }
}

type Row = { account: string; base: string; levy: string }
const linesOf = (rows: readonly Row[]): string =>
  rows.map(({ account, base, levy }) => `${account},${base},${levy}\n`).join('')

const withRow = (rows: readonly Row[], at: number, change: Partial<Row>): Row[] =>
  rows.map((row, index) => (index === at ? { ...row, ...change } : row))

const wrong = (given: Parameters<typeof reproduce>[0]) =>
  reproduce(given).checks.filter(({ outcome }) => outcome === 'different')

const repeated = (): Recomputed => {
  const { run } = reproduce(runOf())
  if (run === null) throw new Error('expected a run that can be repeated')
  return run
}

describe('an honest page', () => {
  it.each([
    ['pro-rata', 'floor'],
    ['pro-rata', 'largest-remainder'],
    ['equal-levy', 'floor'],
    ['level-down', 'largest-remainder'],
    ['talmud', 'floor'],
    ['queue', 'floor'],
  ] as const)('is reproduced whole: %s, %s', (rule, rounding) => {
    const { checks } = reproduce(runOf(rule, rounding))
    expect(checks.map(({ outcome }) => outcome)).toEqual(checks.map(() => 'same'))
    expect(checks).toHaveLength(8)
  })
})

describe('a lie about levies', () => {
  it('of one unit is red and names the account with both amounts', () => {
    const given = runOf()
    const levy = String(BigInt(given.rows[1]?.levy ?? 0) + 1n)
    const found = wrong({ ...given, levies: linesOf(withRow(given.rows, 1, { levy })) })
    expect(found).toEqual([
      {
        step: 'levies',
        outcome: 'different',
        sentence:
          'Account A••••0002: the server says a levy of 628.63 USDT, the claims give 628.62 USDT.',
      },
    ])
  })

  it('that swaps the levies of two accounts, their sum kept, is red and names both', () => {
    const given = runOf()
    const [first, second] = given.rows
    const swapped = withRow(withRow(given.rows, 0, { levy: second?.levy ?? '' }), 1, {
      levy: first?.levy ?? '',
    })
    const [found] = wrong({ ...given, levies: linesOf(swapped) })
    expect(found?.step).toBe('levies')
    expect(found?.sentence).toContain('A••••0001')
    expect(found?.sentence).toContain('A••••0002')
  })

  it.each([
    ['an account left out', (rows: Row[]) => rows.slice(1), 'A••••0001 is missing'],
    ['an account twice', (rows: Row[]) => [...rows, ...rows.slice(0, 1)], 'A••••0001 stands twice'],
    [
      'an account of nobody',
      (rows: Row[]) => [...rows, { account: 'ACC-ZZZZ9999', base: '1', levy: '0' }],
      'A••••9999 is not in the snapshot',
    ],
    ['another base', (rows: Row[]) => withRow(rows, 2, { base: '778' }), 'a base of 7.78 USDT'],
    ['no amount', (rows: Row[]) => withRow(rows, 2, { levy: 'x' }), 'a levy of no amount'],
  ])('is red: %s', (_, change, sentence) => {
    const given = runOf()
    const [found] = wrong({ ...given, levies: linesOf(change(given.rows)) })
    expect(found?.sentence).toContain(sentence)
  })

  it('names three accounts and counts the others', () => {
    const given = runOf()
    const rows = given.rows.map((row) => ({ ...row, levy: '1' }))
    expect(wrong({ ...given, levies: linesOf(rows) })[0]?.sentence).toMatch(/2 more differ\.$/)
  })

  it('in the account table on screen is red, though the stored levies are right', () => {
    const { rows } = runOf()
    expect(tableCheck(repeated(), rows).outcome).toBe('same')
    const check = tableCheck(repeated(), withRow(rows, 0, { levy: '1' }))
    expect(check.outcome).toBe('different')
    expect(check.sentence).toContain('A••••0001')
  })
})

describe('a lie about the run', () => {
  const shownWith = (change: Partial<ShownRun>) => {
    const given = runOf()
    return wrong({ ...given, shown: { ...given.shown, ...change } })
  }

  it('is red when the envelope is not the one whose digest is shown', () => {
    expect(shownWith({ subjectDigest: 'f'.repeat(64) })[0]?.step).toBe('envelope')
  })

  it('is red when the fingerprint shown is another', () => {
    const other = 'AAAAA AAAAA AAAAA AAAAA AAAAAA'
    expect(shownWith({ fingerprint: other })[0]?.step).toBe('envelope')
  })

  it('is red when the summary says another amount', () => {
    expect(shownWith({ summary: 'Take 1.00 USDT from 1 account.' })[0]?.step).toBe('summary')
  })

  it('is red when the claims are not those of the digest, and reaches nothing after', () => {
    const given = runOf()
    const snapshot = utf8Bytes(canonicalSnapshot(claims.slice(1), { salt }))
    const { checks, run } = reproduce({ ...given, snapshot })
    expect(checks[2]).toMatchObject({ step: 'snapshot', outcome: 'different' })
    expect(checks.slice(3).every(({ outcome }) => outcome === 'not-reached')).toBe(true)
    expect(run).toBeNull()
  })

  it('is red when the page shows another snapshot digest', () => {
    expect(shownWith({ snapshotDigest: 'f'.repeat(64) })[0]?.step).toBe('snapshot')
  })

  it('is red when the constants of the rule are shown otherwise', () => {
    const schedule = {
      rule: 'pro-rata',
      rounding: 'floor',
      weighted: false,
      theta: { numerator: '1', denominator: '8' },
    } as const
    expect(shownWith({ schedule })[0]?.step).toBe('schedule')
  })

  it('is red when a total is one unit off, and says which', () => {
    const { waterfall } = runOf().shown
    const residual = String(BigInt(waterfall.residual) + 1n)
    const [found] = shownWith({ waterfall: { ...waterfall, residual } })
    expect(found?.step).toBe('totals')
    expect(found?.sentence).toMatch(/^Residual: the page shows 0\.\d\d USDT, the claims give/)
  })

  it('is red when the number of accounts is another', () => {
    const { metrics } = runOf().shown
    const found = shownWith({ metrics: { ...metrics, accountsCharged: 3 } })
    expect(found.map(({ step }) => step)).toEqual(['totals', 'figures'])
    expect(found[0]?.sentence).toBe('Accounts charged: the page shows 3, the claims give 4.')
  })

  it('is red when a tier or a figure is another', () => {
    const { distribution, metrics } = runOf().shown
    expect(shownWith({ distribution: distribution.slice(1) })[0]?.step).toBe('distribution')
    const [found] = shownWith({ metrics: { ...metrics, largestLevy: '1' } })
    expect(found).toMatchObject({ step: 'figures' })
    expect(found?.sentence).toContain('Largest levy')
  })

  it('passes over figures that were not measured', () => {
    const { metrics } = runOf().shown
    expect(shownWith({ metrics: { ...metrics, ptsr: null } })).toEqual([])
  })

  it('is red when the envelope itself does not add up', () => {
    const given = runOf()
    const { result, ...rest } = JSON.parse(given.envelope) as typeof plain
    const forged = { ...rest, result: { ...result, levied: '1' } }
    const digest = subjectDigest(forged)
    const shown = {
      ...given.shown,
      subjectDigest: digest,
      fingerprint: fingerprint(digest),
      summary: renderSummary(forged),
    }
    const [found] = wrong({ ...given, envelope: canonicalSubject(forged), shown })
    expect(found?.sentence).toContain('Sum of the levies: the envelope says 0.01 USDT')
  })
})
