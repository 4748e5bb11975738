// The two totals that a reader divides: what was shared, and what it was shared over.
import { describe, expect, it } from 'vitest'
import { chargedBaseOf, collectedOf, moneyOf } from './report-money'

describe('chargedBaseOf', () => {
  it('leaves exempt accounts out, whether their sum is published or not', () => {
    const scope = [
      { class: 'eligible', accounts: '20', base: '900' },
      { class: 'house', accounts: '12', base: '100' },
    ] as const
    expect(chargedBaseOf({ scope: [...scope] })).toBe(1000n)
    const exempt = [
      { class: 'exempt', accounts: '30', base: '77' },
      { class: 'exempt', accounts: '<10', base: null },
    ] as const
    expect(chargedBaseOf({ scope: [...scope, ...exempt] })).toBe(1000n)
  })

  it('takes eligible and house accounts that are told together as one', () => {
    const scope = [{ class: 'eligible and house', accounts: '32', base: '1000' }] as const
    expect(chargedBaseOf({ scope: [...scope] })).toBe(1000n)
  })
})

describe('collectedOf', () => {
  it('is what was levied and what rounding left', () => {
    const waterfall = {
      grossLoss: '1000',
      fundDraw: '400',
      operatorDraw: '100',
      toMutualise: '500',
      levied: '493',
      residual: '7',
      uncovered: '0',
    }
    expect(collectedOf({ waterfall })).toBe(500n)
  })
})

describe('moneyOf', () => {
  it('writes minor units with all decimals of the asset', () => {
    expect(moneyOf({ asset: { code: 'BTC', scale: '8' } })('123456789012')).toBe('1,234.56789012')
  })
})
