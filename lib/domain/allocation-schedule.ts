// The schedule of a run: the few published constants from which every levy follows (allocation.md §3).
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import type { LimitsJson } from './allocation-limits'
import { assert } from './assert'
import { sha256Hex } from './canonical-json'
import type { FractionJson } from './fraction'

export const RULES = ['pro-rata', 'equal-levy', 'level-down', 'talmud', 'queue'] as const
export type Rule = (typeof RULES)[number]

export const ROUNDINGS = ['floor', 'largest-remainder'] as const
export type Rounding = (typeof ROUNDINGS)[number]

/** The claim at the edge of the run: who it is and what it pays, in minor units. */
export type Marginal = { account: string; amount: string }

/**
 * Constants of every rule, and `Cutoff`: the marginal claim itself, or its salted digest once
 * published. Largest remainder: a claim whose remainder is above `remainder` pays one unit more,
 * one that ties with it pays it when its account is not after the marginal one; a remainder of 1
 * (and no cutoff) when the floors already add up. Queue: claims above `score` pay their whole cap,
 * those that tie pay it when before the marginal account, which pays its amount.
 */
type ScheduleWith<Cutoff> = {
  rounding: Rounding
  weighted: boolean
  limits?: LimitsJson
  remainder?: FractionJson
  cutoff?: Cutoff
} & RuleConstants

/** θ and μ in minor units, but a pure number under pro-rata; exact, in lowest terms. `score` is a decimal. */
export type RuleConstants =
  | { rule: 'pro-rata' | 'equal-levy'; theta: FractionJson }
  | { rule: 'level-down'; mu: FractionJson }
  | { rule: 'talmud'; theta: FractionJson; half: 'low' | 'high' }
  | { rule: 'queue'; score: string }

/** As it is computed, and as the command line prints it. */
export type Schedule = ScheduleWith<Marginal>

/** As it is signed and published: the marginal account is a salted commitment. */
export type SealedSchedule = ScheduleWith<string>

/**
 * The schedule with its marginal claim hidden behind SHA-256("ballast/cutoff/v1" ‖ 00 ‖ salt ‖
 * u128(amount) ‖ account), hex. `salt` is 64 hex digits and the run's own. Source: allocation.md §3.
 */
export const sealSchedule = (schedule: Schedule, salt: string): SealedSchedule => {
  const { cutoff, ...rest } = schedule
  return cutoff === undefined ? rest : { ...rest, cutoff: sealCutoff(cutoff, salt) }
}

/** The opened schedule again, or null when the marginal claim is not the one that was sealed. */
export const openSchedule = (
  sealed: SealedSchedule,
  opening: { marginal: Marginal | null; salt: string },
): Schedule | null => {
  const { cutoff, ...rest } = sealed
  const { marginal, salt } = opening
  if (cutoff === undefined) return marginal === null ? rest : null
  if (marginal === null || sealCutoff(marginal, salt) !== cutoff) return null
  return { ...rest, cutoff: marginal }
}

const SALT = /^[0-9a-f]{64}$/

const sealCutoff = ({ account, amount }: Marginal, salt: string): string => {
  assert(SALT.test(salt), 'expected a salt of 64 lower-case hex digits')
  const encoder = new TextEncoder()
  return sha256Hex(
    concatBytes(
      encoder.encode('ballast/cutoff/v1\0'),
      hexToBytes(salt),
      hexToBytes(BigInt(amount).toString(16).padStart(32, '0')),
      encoder.encode(account),
    ),
  )
}
