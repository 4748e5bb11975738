// The two totals that a reader divides: what was shared, and what it was shared over.
import { describe, expect, it } from 'vitest'
import { collectedOf, moneyOf, rateBaseOf, scopeBaseOf } from './report-money'

describe('scopeBaseOf', () => {
  it('leaves exempt accounts out, whether their sum is published or not', () => {
    const scope = [
      { class: 'eligible', accounts: '20', base: '900' },
      { class: 'house', accounts: '12', base: '100' },
    ] as const
    expect(scopeBaseOf({ scope: [...scope] })).toBe(1000n)
    const exempt = [
      { class: 'exempt', accounts: '30', base: '77' },
      { class: 'exempt', accounts: '<10', base: null },
    ] as const
    expect(scopeBaseOf({ scope: [...scope, ...exempt] })).toBe(1000n)
  })

  it('takes eligible and house accounts that are told together as one', () => {
    const scope = [{ class: 'eligible and house', accounts: '32', base: '1000' }] as const
    expect(scopeBaseOf({ scope: [...scope] })).toBe(1000n)
  })
})

const waterfall = {
  grossLoss: '1000',
  fundDraw: '400',
  operatorDraw: '100',
  toMutualise: '500',
  levied: '493',
  residual: '7',
  uncovered: '0',
}

describe('collectedOf', () => {
  it('is what was levied and what rounding left', () => {
    expect(collectedOf({ waterfall })).toBe(500n)
  })
})

describe('rateBaseOf', () => {
  it('is what the published rate divides the shared loss by, to the unit', () => {
    const keyFigures = {
      grossLoss: '1000',
      borneByVenue: '507',
      levied: '493',
      rate: { numerator: '5', denominator: '43' },
      ratePercent: '11.6279',
      accountsInScope: '30',
      accountsCharged: '30',
      accountsNotCharged: '0',
    }
    expect(rateBaseOf({ waterfall, keyFigures })).toBe(4300n)
  })
})

describe('moneyOf', () => {
  it('writes minor units with all decimals of the asset', () => {
    expect(moneyOf({ asset: { code: 'BTC', scale: '8' } })('123456789012')).toBe('1,234.56789012')
  })
})
