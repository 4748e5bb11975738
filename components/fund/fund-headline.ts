// The one sentence about all funds: which is in trouble, why, and what that leaves to others.
import { moneyText } from '@/components/ui/money-text'
import { compareFractions, fractionFromJson, toDecimalFloor } from '@/lib/domain/fraction'
import type { FundJson } from '@/lib/wire/fund'

export const fundHeadline = (funds: readonly FundJson[]): string => {
  const worst = worstFund(funds)
  if (worst === undefined) return 'No fund is set up yet.'
  if (isShort(worst)) return shortOf(worst)
  if (isDrawn(worst)) return drawnTo(worst)
  if (worst.coverage === null) return 'No fund has open losses.'
  return `Every fund covers its open losses in full; ${worst.name} has the least room.`
}

/** The fund whose headline it is, shown first when nobody has chosen another. */
export const worstFund = (funds: readonly FundJson[]): FundJson | undefined => {
  const worst = worstCovered(funds)
  if (worst && isShort(worst)) return worst
  return funds.find(isDrawn) ?? worst ?? funds[0]
}

const isShort = (fund: FundJson): boolean => BigInt(fund.usable) < BigInt(fund.openLoss)
const isDrawn = (fund: FundJson): boolean => BigInt(fund.balance) <= BigInt(fund.floor)

const worstCovered = (funds: readonly FundJson[]): FundJson | undefined =>
  funds
    .filter(({ coverage }) => coverage !== null)
    .sort((a, b) => compareFractions(room(a), room(b)) || b.openLossCount - a.openLossCount)[0]

/** usable ÷ open losses without the ceiling of 1, so that full covers still have an order. */
const room = ({ usable, openLoss }: FundJson) =>
  fractionFromJson({ numerator: usable, denominator: openLoss })

const shortOf = (fund: FundJson): string => {
  const share = room(fund)
  const percent = toDecimalFloor({ ...share, numerator: share.numerator * 100n }, { digits: 2 })
  const rest = BigInt(fund.openLoss) - BigInt(fund.usable)
  return `${fund.name} covers ${percent} % of its open losses. Beyond that, ${moneyText(rest, fund.asset)} is left to the operator and to traders in profit.`
}

const drawnTo = (fund: FundJson): string => {
  const missing = BigInt(fund.floor) - BigInt(fund.balance)
  const where =
    missing === 0n ? 'at its floor' : `${moneyText(missing, fund.asset)} below its floor`
  return `${fund.name} stands ${where}. It can pay nothing until it is refilled.`
}
