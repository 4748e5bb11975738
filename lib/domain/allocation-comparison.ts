// What one allocation shifts against another on the same claims, counted and in plain words.
import type { Allocation } from './allocation'
import { groupByOwner } from './allocation-group'
import { exactLevies } from './allocation-levy'
import type { Wording } from './allocation-wording'
import { assert } from './assert'
import type { Claim } from './claim'
import { groupThousands, sum } from './money'

/** Where accounts stand by base among those that may be charged, or among those they are held against. */
type Side = 'larger' | 'smaller' | 'mixed'

/**
 * Accounts and minor units. `payMore` pay `more` than in the reference, `payLess` pay `less`;
 * `lostAll` lose their whole base in the other allocation. `lessAre`: whether those who pay less are
 * the largest or the smallest of the charged population; `moreAre`: whether those who pay more are
 * all at least or at most as large as those who pay less.
 */
export type Shift = {
  payMore: number
  payLess: number
  more: bigint
  less: bigint
  lostAll: number
  lessAre: Side
  moreAre: Side
}

/**
 * Holds an allocation against a reference on the claims both were made from, account by account.
 * more − less = levied of the other − levied of the reference. Refuses (Fault) other counts of levies.
 * Source: allocation.md §4.
 */
export const compareAllocations = (
  claims: readonly Claim[],
  reference: Pick<Allocation, 'levies'>,
  other: Pick<Allocation, 'levies'>,
): Shift => {
  const counts = [reference.levies.length, other.levies.length]
  assert(
    counts.every((count) => count === claims.length),
    'expected one levy per claim',
  )
  const [less, more, same] = [nobody(), nobody(), nobody()] as const
  let lostAll = 0
  for (const [index, claim] of claims.entries()) {
    if (claim.class === 'exempt') continue
    const levy = other.levies[index] ?? 0n
    const change = levy - (reference.levies[index] ?? 0n)
    add(change < 0n ? less : change > 0n ? more : same, claim.base, change)
    if (levy > 0n && levy === claim.base) lostAll += 1
  }
  return {
    payMore: more.accounts,
    payLess: less.accounts,
    more: more.amount,
    less: -less.amount,
    lostAll,
    lessAre: sideOf(less, [more, same]),
    moreAre: sideOf(more, [less]),
  }
}

type Moved = { accounts: number; amount: bigint; smallest: bigint; largest: bigint }

const nobody = (): Moved => ({ accounts: 0, amount: 0n, smallest: 0n, largest: 0n })

const add = (moved: Moved, base: bigint, amount: bigint): void => {
  if (moved.accounts === 0 || base < moved.smallest) moved.smallest = base
  if (moved.accounts === 0 || base > moved.largest) moved.largest = base
  moved.accounts += 1
  moved.amount += amount
}

const sideOf = (own: Moved, others: readonly Moved[]): Side => {
  const there = others.filter(({ accounts }) => accounts > 0)
  if (own.accounts === 0 || there.length === 0) return 'mixed'
  if (there.every(({ largest }) => own.smallest >= largest)) return 'larger'
  return there.every(({ smallest }) => own.largest <= smallest) ? 'smaller' : 'mixed'
}

/**
 * The shift in one sentence, exact and with counts, beginning with `opening`: "Takes", or what takes.
 */
export const shiftInWords = (
  shift: Shift,
  { money, numeraire, opening = 'Takes' }: Wording & { opening?: string },
): string => {
  const parts = [
    ...(shift.payLess === 0 ? [] : [`${money(shift.less)} less from ${lessWho(shift)}`]),
    ...(shift.payMore === 0 ? [] : [`${money(shift.more)} more from ${moreWho(shift)}`]),
  ]
  const moved = parts.length === 0 ? 'the same from everybody' : parts.join(' and ')
  return `${opening} ${moved}${lostAllInWords(shift, numeraire)}.`
}

const lessWho = ({ payLess, lessAre }: Shift): string => {
  const place = { larger: 'largest ', smaller: 'smallest ', mixed: '' }[lessAre]
  const the = place === '' ? '' : 'the '
  if (payLess === 1) return `${place === '' ? 'one ' : `the ${place}`}account`
  return `${the}${groupThousands(String(payLess))} ${place}accounts`
}

const moreWho = ({ payLess, payMore, moreAre }: Shift): string => {
  const count = groupThousands(String(payMore))
  if (payLess === 0) return `${count} ${payMore === 1 ? 'account' : 'accounts'}`
  if (moreAre === 'mixed') return `${count} ${payMore === 1 ? 'other' : 'others'}`
  return `${count} ${moreAre} ${payMore === 1 ? 'one' : 'ones'}`
}

/** "; 12 accounts lose their whole profit", or nothing. */
export const lostAllInWords = ({ lostAll }: Pick<Shift, 'lostAll'>, numeraire: string): string => {
  if (lostAll === 0) return ''
  return lostAll === 1
    ? `; 1 account loses its whole ${numeraire}`
    : `; ${groupThousands(String(lostAll))} accounts lose their whole ${numeraire}`
}

/**
 * What would be left if every levy of this allocation were rounded down, in minor units: the
 * residual under floor, and the units that largest remainder gives out. Fewer than the owners charged.
 */
export const floorResidual = (
  claims: readonly Claim[],
  { schedule, collected, residual }: Pick<Allocation, 'schedule' | 'collected' | 'residual'>,
): bigint => {
  if (schedule.remainder === undefined) return residual
  const exactly = exactLevies(schedule)
  const floors = groupByOwner(claims).map(({ claim }) => {
    const { numerator, denominator } = exactly(claim)
    return numerator / denominator
  })
  return collected - sum(floors)
}
