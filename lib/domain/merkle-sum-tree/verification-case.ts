// What every check reads, what it answers, and how amounts from a file stand in its sentences.
import { bytesToHex } from '@noble/hashes/utils.js'
import { quoted } from '../assert'
import { formatAmount, groupThousands, MAX_SCALE } from '../money'
import { SUM_LIMIT } from './encoding'
import type { AccountPart, PublicSide } from './format'

/** One account's statement beside the public side, before anything is believed of them. */
export type Presented = { part: unknown; side: unknown; typedAccount: string }

/** The same once their form is right; amounts may still be of any size. */
export type Case = { part: AccountPart; side: PublicSide; typedAccount: string }

/** What a check found, in words for the reader. */
export type Finding = { isPassed: boolean; sentence: string }

/** Passed with its own sentence unless there is a problem, which is a sentence too. */
export const unless = (problem: string | null | undefined, passed: string): Finding =>
  problem ? { isPassed: false, sentence: problem } : { isPassed: true, sentence: passed }

/**
 * The integer of decimal digits with an optional minus; whatever is longer than any amount becomes
 * 2^127 unread, so that a text of a million digits costs nothing and is out of range.
 */
export const amountOf = (digits: string): bigint =>
  digits.length > 40 ? SUM_LIMIT : BigInt(digits)

const PLAIN_ASSET = /^[A-Za-z0-9]{1,16}$/

/** "1,234.50 USDT"; minor units as they are where the scale is none that amounts are kept in. */
export const shownAmount = (amount: bigint, { side }: Pick<Case, 'side'>): string => {
  const { asset, scale: digits } = side.claimsContext
  const scale = Number(amountOf(digits))
  const unit = PLAIN_ASSET.test(asset) ? asset : quoted(asset)
  if (scale > MAX_SCALE) return `${groupThousands(amount.toString())} minor units of ${unit}`
  return `${groupThousands(formatAmount(amount, { scale }))} ${unit}`
}

/** Eight digits of a hash and how it ends: enough to compare by eye. */
export const shownHash = (hash: Uint8Array | string): string => {
  const digits = typeof hash === 'string' ? hash : bytesToHex(hash)
  return `${digits.slice(0, 8)}…${digits.slice(-8)}`
}
