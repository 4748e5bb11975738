// Guarantees of tiers: what is taken counts once and for all, and never for less.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAtLeast } from './quorum'
import {
  DEFAULT_SIGNOFF,
  highestTier,
  NOTHING_TAKEN,
  type SignoffPolicy,
  signoffOf,
  strictest,
  sumTaken,
  type Taken,
  takenBy,
  tierOf,
} from './signoff-policy'
import { THREE_TIERS } from './signoff-policy.example'

const taken = (amounts: Record<string, string>, shareBps = '0', accounts = '0'): Taken => ({
  amounts,
  shareBps,
  accounts,
})
const alone = (own: Taken) => ({ own, day: NOTHING_TAKEN, week: NOTHING_TAKEN })
const rank = (signoff: SignoffPolicy, inputs: Parameters<typeof tierOf>[1]) =>
  signoff.tiers.indexOf(tierOf(signoff, inputs))

test.each<[string, Taken, string]>([
  ['nothing', NOTHING_TAKEN, 'T1'],
  ['the bound of a day itself', taken({ USDT: '1000000' }, '50', '500'), 'T1'],
  ['one unit above the bound', taken({ USDT: '1000001' }), 'T2'],
  ['one ten-thousandth above the share', taken({ USDT: '1' }, '51'), 'T2'],
  ['one account above the count', taken({ USDT: '1' }, '1', '501'), 'T2'],
  ['more than any bound', taken({ USDT: '10000001' }), 'T3'],
  ['an asset that has no bound', taken({ DOGE: '1' }), 'T3'],
  ['nothing of an asset that has no bound', taken({ DOGE: '0' }), 'T1'],
  ['half of two assets', taken({ BTC: '5000', USDT: '500000' }), 'T1'],
  ['half of one asset and a unit more of another', taken({ BTC: '5001', USDT: '500000' }), 'T2'],
])('%s within a day is of its tier', (_, own, name) => {
  expect(tierOf(THREE_TIERS, alone(own)).name).toBe(name)
})

test('what others took within the day or the week counts like the run’s own', () => {
  const own = taken({ USDT: '400000' })
  const day = taken({ USDT: '600001' })
  const week = taken({ USDT: '2600001' })
  expect(tierOf(THREE_TIERS, { own, day, week: day }).name).toBe('T2')
  expect(tierOf(THREE_TIERS, { own, day: NOTHING_TAKEN, week }).name).toBe('T2')
  expect(tierOf(THREE_TIERS, { own, day: NOTHING_TAKEN, week: day }).name).toBe('T1')
})

test('a policy that says nothing asks for the strictest tier of every run', () => {
  expect(signoffOf({})).toBe(DEFAULT_SIGNOFF)
  expect(tierOf(signoffOf({}), alone(NOTHING_TAKEN))).toMatchObject({
    name: 'T3',
    quorum: { approvals: '3', groups: '2', deviceBound: true },
    coolingOffSeconds: '14400',
  })
})

test('the share of a run is rounded up, and of nothing it is nothing', () => {
  const run = { asset: 'USDT', chargedBase: '30000', accounts: '7' }
  expect(takenBy({ ...run, collected: '1' })).toEqual(taken({ USDT: '1' }, '1', '7'))
  expect(takenBy({ ...run, collected: '3' }).shareBps).toBe('1')
  expect(takenBy({ ...run, collected: '4' }).shareBps).toBe('2')
  expect(takenBy({ ...run, collected: '0', chargedBase: '0' }).shareBps).toBe('0')
  expect(() => takenBy({ ...run, collected: '1', chargedBase: '0' })).toThrow('charged base')
})

test('refuses an amount that is no whole number', () => {
  for (const amount of ['-1', '1.5', '', '0x10', '1e3'])
    expect(() => tierOf(THREE_TIERS, alone(taken({ USDT: amount })))).toThrow('whole number')
})

const asset = fc.constantFrom('BTC', 'USDT', 'DOGE')
const units = (max: number) => fc.integer({ min: 0, max }).map(String)
const someTaken: fc.Arbitrary<Taken> = fc.record({
  amounts: fc.dictionary(asset, units(4_000_000), { maxKeys: 3, noNullPrototype: true }),
  shareBps: units(600),
  accounts: units(60_000),
})
const inputs = fc.record({ own: someTaken, day: someTaken, week: someTaken })

test('a tier never falls when anything that counts grows', () => {
  const where = fc.constantFrom('own', 'day', 'week')
  fc.assert(
    fc.property(inputs, someTaken, where, (before, more, place) => {
      const after = { ...before, [place]: sumTaken([before[place], more]) }
      expect(rank(THREE_TIERS, after)).toBeGreaterThanOrEqual(rank(THREE_TIERS, before))
    }),
  )
})

describe('splitting a run within a window', () => {
  const parts = fc.array(
    fc.record({ collected: fc.bigInt({ min: 0n, max: 4_000_000n }), accounts: fc.nat(60_000) }),
    { minLength: 1, maxLength: 8 },
  )

  test('never lowers the tier of the last part below that of the whole', () => {
    fc.assert(
      fc.property(
        parts,
        fc.bigInt({ min: 1n, max: 10n ** 10n }),
        someTaken,
        (runs, base, others) => {
          const run = ({ collected, accounts }: { collected: bigint; accounts: number }) =>
            takenBy({
              ...{ asset: 'USDT', chargedBase: base.toString() },
              ...{ collected: collected.toString(), accounts: String(accounts) },
            })
          const whole = run({
            collected: runs.reduce((sum, { collected }) => sum + collected, 0n),
            accounts: runs.reduce((sum, { accounts }) => sum + accounts, 0),
          })
          const taken = runs.map(run)
          const before = sumTaken([others, ...taken.slice(0, -1)])
          const last = { own: taken.at(-1) ?? NOTHING_TAKEN, day: before, week: before }
          const atOnce = { own: whole, day: others, week: others }
          expect(rank(THREE_TIERS, last)).toBeGreaterThanOrEqual(rank(THREE_TIERS, atOnce))
        },
      ),
    )
  })

  test('over funds of several assets leads to the same tier in any order', () => {
    fc.assert(
      fc.property(fc.array(someTaken, { minLength: 1, maxLength: 6 }), (runs) => {
        const last = (all: readonly Taken[]) => {
          const others = sumTaken(all.slice(0, -1))
          return rank(THREE_TIERS, { own: all.at(-1)!, day: others, week: others })
        }
        expect(last(runs)).toBe(last([...runs].reverse()))
        expect(last(runs)).toBe(rank(THREE_TIERS, alone(sumTaken(runs))))
      }),
    )
  })
})

test('the strictest of several policies is at least each of them', () => {
  const groups = ['compliance', 'risk', 'treasury']
  const policy = fc
    .record({
      approvals: fc.integer({ min: 1, max: 4 }),
      deviceBound: fc.boolean(),
      others: fc.subarray(groups),
      spread: fc.integer({ min: 1, max: 2 }),
      seconds: units(100_000),
      keys: units(5),
    })
    .map(({ approvals, deviceBound, others, spread, seconds, keys }): SignoffPolicy => {
      // Risk and treasury are accepted by all, so that two groups always remain.
      const among = others.length === 0 ? [] : [...new Set([...others, 'risk', 'treasury'])].sort()
      const quorum = {
        ...{ approvals: String(Math.max(approvals, spread)), groups: String(spread) },
        ...{ among, deviceBound },
      }
      const tier = { name: 'T1', day: null, week: null, quorum, coolingOffSeconds: seconds }
      return { tiers: [tier], changeDelaySeconds: seconds, keysPerApprover: keys }
    })
  fc.assert(
    fc.property(fc.array(policy, { minLength: 1, maxLength: 5 }), (policies) => {
      const top = strictest(policies)
      for (const one of policies) {
        expect(isAtLeast(top.quorum, highestTier(one).quorum)).toBe(true)
        expect(Number(top.changeDelaySeconds)).toBeGreaterThanOrEqual(
          Number(one.changeDelaySeconds),
        )
        expect(Number(top.keysPerApprover)).toBeGreaterThanOrEqual(Number(one.keysPerApprover))
        expect(Number(top.coolingOffSeconds)).toBeGreaterThanOrEqual(
          Number(highestTier(one).coolingOffSeconds),
        )
      }
    }),
  )
})

test('without a policy the default is the strictest, and one alone is its own', () => {
  expect(strictest([])).toEqual(strictest([DEFAULT_SIGNOFF]))
  expect(strictest([THREE_TIERS])).toEqual({
    quorum: THREE_TIERS.tiers[2]?.quorum,
    coolingOffSeconds: '14400',
    changeDelaySeconds: '259200',
    keysPerApprover: '2',
  })
})

test('refuses policies of which no group is accepted by all, rather than accepting any', () => {
  const only = (group: string): SignoffPolicy => {
    const quorum = { approvals: '1', groups: '1', among: [group], deviceBound: false }
    return { ...THREE_TIERS, tiers: [{ ...highestTier(THREE_TIERS), quorum }] }
  }
  expect(() => strictest([only('risk'), only('treasury')])).toThrow('nobody can meet')
})
