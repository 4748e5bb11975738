// Sealing a schedule: the marginal account is hidden, and only its own opening fits.
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leviesBy } from './allocation-levy'
import { groupByOwner } from './allocation-group'
import { bearable, feasible, population } from './allocation-population.example'
import { openSchedule, sealSchedule, type Schedule } from './allocation-schedule'
import { plainTerms } from './allocation-terms'
import { Fault } from './assert'

const SALT = '00ff'.repeat(16)
const OTHER_SALT = '00fe'.repeat(16)
const claims = population([100n, 200n, 300n])
const queue = feasible(claims, { ...plainTerms('queue'), collected: 150n }).schedule
const rounded = feasible(claims, {
  ...plainTerms('equal-levy', 'largest-remainder'),
  collected: 200n,
}).schedule
const even = feasible(claims, { ...plainTerms('pro-rata'), collected: 60n }).schedule

/** H("ballast/cutoff/v1" ‖ 00 ‖ salt32 ‖ u128(partial amount) ‖ account), by another library. */
const commitment = (account: string, amount: bigint): string => {
  const u128 = Buffer.alloc(16)
  u128.writeBigUInt64BE(amount >> 64n, 0)
  u128.writeBigUInt64BE(amount & (2n ** 64n - 1n), 8)
  const parts = [Buffer.from('ballast/cutoff/v1'), Buffer.from([0]), Buffer.from(SALT, 'hex')]
  return createHash('sha256')
    .update(Buffer.concat([...parts, u128, Buffer.from(account)]))
    .digest('hex')
}

describe('a sealed schedule', () => {
  it('commits to the marginal account and its amount as the specification says', () => {
    expect(queue.cutoff).toEqual({ account: 'b', amount: '50' })
    expect(sealSchedule(queue, SALT).cutoff).toBe(commitment('b', 50n))
    expect(rounded.cutoff).toEqual({ account: 'b', amount: '67' })
    expect(sealSchedule(rounded, SALT).cutoff).toBe(commitment('b', 67n))
  })

  it('commits to amounts beyond 64 bits in 16 bytes', () => {
    const amount = 2n ** 100n + 3n
    const large = { ...queue, cutoff: { account: 'b', amount: amount.toString() } }
    expect(sealSchedule(large, SALT).cutoff).toBe(commitment('b', amount))
  })

  it('keeps every other constant and names no account', () => {
    const sealed = sealSchedule(rounded, SALT)
    const { cutoff, ...rest } = rounded
    expect(cutoff).toBeDefined()
    expect(sealed).toEqual({ ...rest, cutoff: expect.stringMatching(/^[0-9a-f]{64}$/) as string })
  })

  it('is the schedule itself where nothing is marginal', () => {
    expect(sealSchedule(even, SALT)).toEqual(even)
    expect(openSchedule(sealSchedule(even, SALT), { marginal: null, salt: SALT })).toEqual(even)
  })

  it.each([
    ['another account', { marginal: { account: 'c', amount: '50' }, salt: SALT }],
    ['another amount', { marginal: { account: 'b', amount: '51' }, salt: SALT }],
    ['another salt', { marginal: { account: 'b', amount: '50' }, salt: OTHER_SALT }],
    ['nothing', { marginal: null, salt: SALT }],
  ])('is not opened by %s', (_, opening) => {
    expect(openSchedule(sealSchedule(queue, SALT), opening)).toBeNull()
  })

  it('without a marginal account is not opened by one', () => {
    const opening = { marginal: { account: 'b', amount: '50' }, salt: SALT }
    expect(openSchedule(sealSchedule(even, SALT), opening)).toBeNull()
  })

  it.each(['', 'ff', SALT.toUpperCase(), `${SALT}00`, SALT.replace('0', 'g')])(
    'refuses the salt “%s”',
    (salt) => {
      expect(() => sealSchedule(queue, salt)).toThrow(Fault)
    },
  )

  it('gives every claim the same levy once it is opened again', () => {
    fc.assert(
      fc.property(bearable(), ({ claims: all, terms, collected }) => {
        const { schedule } = feasible(all, { ...terms, collected })
        const sealed = sealSchedule(schedule, SALT)
        const marginal = schedule.cutoff ?? null
        const opened: Schedule | null = openSchedule(sealed, { marginal, salt: SALT })
        expect(opened).toEqual(schedule)
        const parties = groupByOwner(all).map(({ claim }) => claim)
        expect(parties.map(leviesBy(opened!))).toEqual(parties.map(leviesBy(schedule)))
      }),
    )
  })
})
