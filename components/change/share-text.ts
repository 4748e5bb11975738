// A share as it is typed: 50 for half, 1/3 where percent would not be exact.
import {
  fraction,
  type FractionJson,
  fractionFromJson,
  fractionToJson,
} from '@/lib/domain/fraction'
import { exactShare } from '@/lib/domain/allocation-wording'

/** Percent with at most four decimals, or a fraction; undefined for all else. Exact. */
export const shareOf = (text: string): FractionJson | undefined => {
  const bare = text.replace('%', '').trim()
  const parts = /^(\d{1,18})\/(\d{1,18})$/.exec(bare)
  if (parts) return reduced(BigInt(parts[1] ?? ''), BigInt(parts[2] ?? ''))
  const decimal = /^(\d{1,18})(?:\.(\d{1,4}))?$/.exec(bare)
  if (!decimal) return undefined
  return reduced(BigInt((decimal[1] ?? '') + (decimal[2] ?? '').padEnd(4, '0')), 1_000_000n)
}

const reduced = (numerator: bigint, denominator: bigint): FractionJson | undefined =>
  denominator === 0n ? undefined : fractionToJson(fraction(numerator, denominator))

/** What shareOf reads back. */
export const shareText = (share: FractionJson): string => {
  const { numerator, denominator } = fractionFromJson(share)
  const text = exactShare(share)
  return text.endsWith(' %') ? text.slice(0, -2) : `${numerator}/${denominator}`
}
