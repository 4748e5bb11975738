// The headline names the fund that is worst off, and never says that more is covered than is.
import { expect, test } from 'vitest'
import type { FundJson } from '@/lib/wire/fund'
import { fundHeadline } from './fund-headline'

const fund = (name: string, figures: Partial<FundJson>): FundJson => ({
  id: name,
  name,
  kind: 'shared',
  scope: '',
  asset: { code: 'USDT', scale: 2 },
  balance: '1000000',
  floor: '200000',
  target: '1000000',
  committed: '0',
  usable: '800000',
  openLoss: '0',
  openLossCount: 0,
  coverage: null,
  lastEntryAt: null,
  cadenceSeconds: 60,
  history: [],
  events: [],
  opening: '0',
  flows: [],
  ...figures,
})
const open = (openLoss: string, usable: string) => ({
  openLoss,
  usable,
  coverage: { numerator: '1', denominator: '1' },
})

test('names the fund with the smallest share, its share cut, and what is left', () => {
  const funds = [fund('A', open('1000000', '999999')), fund('B', open('2319110448', '800000000'))]
  expect(fundHeadline(funds)).toBe(
    'B covers 34.49 % of its open losses. Beyond that, 15,191,104.48 USDT is left to the operator and to traders in profit.',
  )
  expect(fundHeadline(funds.slice(0, 1))).toMatch(/^A covers 99\.99 %/)
})

test('of two funds with nothing usable the one with more open losses is named', () => {
  const funds = [
    fund('A', { ...open('100', '0'), openLossCount: 1 }),
    fund('B', { ...open('100', '0'), openLossCount: 170 }),
  ]
  expect(fundHeadline(funds)).toMatch(/^B covers 0\.00 %/)
})

test('a fund below its floor comes before funds that cover everything', () => {
  const funds = [fund('A', open('1', '800000')), fund('B', { balance: '150000' })]
  expect(fundHeadline(funds)).toMatch(/^B stands 500\.00 USDT below its floor/)
  expect(fundHeadline([fund('A', {}), fund('B', { balance: '200000' })])).toMatch(
    /^B stands at its floor/,
  )
})

test('nothing open is said plainly', () => {
  expect(fundHeadline([fund('A', {})])).toBe('No fund has open losses.')
  expect(fundHeadline([fund('A', open('800000', '800000'))])).toMatch(/in full/)
})
