// What both trees of a run are bound to: their contexts, the claims' digests and the names of groups.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { SealedSchedule } from '../allocation-schedule'
import { assert } from '../assert'
import { canonicalJson, taggedDigest } from '../canonical-json'
import { tagged, u16 } from './encoding'
import {
  CLAIMS_COLUMNS,
  depthOf,
  SCHEME,
  SHARES_COLUMNS,
  type ClaimsContext,
  type GroupMembers,
  type SharesContext,
  type TreeClaim,
} from './format'

/** ctxC, 32 bytes: H("LMST-1/claims" ‖ 00 ‖ JCS(context)). Source: transparency.md §3. */
export const claimsContextDigest = (context: ClaimsContext): Uint8Array =>
  sha256(tagged('LMST-1/claims', utf8ToBytes(canonicalJson(context))))

/** ctxS, 32 bytes: H("LMST-1/shares" ‖ 00 ‖ JCS(context)). Source: transparency.md §3. */
export const sharesContextDigest = (context: SharesContext): Uint8Array =>
  sha256(tagged('LMST-1/shares', utf8ToBytes(canonicalJson(context))))

/** 32 bytes: H("LMST-1/claim" ‖ 00 ‖ JCS(claim)). Source: transparency.md §3. */
export const claimDigest = (claim: TreeClaim): Uint8Array =>
  sha256(tagged('LMST-1/claim', utf8ToBytes(canonicalJson(claim))))

/** A frozen line of the snapshot: minor units as decimal strings, `equity` signed. */
export type ClaimInput = { account: string; base: string; equity?: string; cap?: string }

/**
 * Hex digest of the lines that a claim adds up, ascending by account: one for a single account, one
 * a member for a group. H("ballast/inputsDigest/v1" ‖ 00 ‖ JCS(inputs)).
 */
export const inputsDigest = (inputs: readonly ClaimInput[]): string =>
  taggedDigest('ballast/inputsDigest/v1', inputs)

/**
 * The account of accounts that are one claim: "g:" and 64 hex digits of H("LMST-1/group" ‖ 00 ‖
 * salt ‖ (u16 length ‖ id) of each member, ascending by bytes). `salt` is 64 hex digits; the ids may
 * come in any order. Source: transparency.md §3.
 */
export const groupName = ({ salt, ids }: GroupMembers): string => {
  const members = ids
    .map(utf8ToBytes)
    .sort(compareBytes)
    .map((id) => concatBytes(u16(id.length), id))
  return `g:${bytesToHex(sha256(tagged('LMST-1/group', hexToBytes(salt), ...members)))}`
}

/** Order of unsigned bytes, ascending; a beginning stands before what it begins. */
export const compareBytes = (a: Uint8Array, b: Uint8Array): number => {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0)
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/**
 * The context of a frozen snapshot's tree. `scale` counts fraction digits, `accounts` counts claims
 * of every class, a group being one; leaf count and depth follow from it.
 */
export const makeClaimsContext = (
  snapshot: Omit<
    ClaimsContext,
    'scheme' | 'columns' | 'scale' | 'accounts' | 'leafCount' | 'depth'
  > & {
    scale: number
    accounts: number
  },
): ClaimsContext => {
  const { env, logOrigin, snapshotId, asset, scale, numeraire, cutoff, accounts } = snapshot
  assert(accounts >= 0, `expected a count of claims, got ${accounts}`)
  const depth = depthOf(accounts)
  return {
    scheme: SCHEME,
    ...{ env, logOrigin, snapshotId, asset, numeraire, cutoff },
    scale: scale.toString(),
    columns: CLAIMS_COLUMNS,
    accounts: accounts.toString(),
    leafCount: (2 ** depth).toString(),
    depth: depth.toString(),
  }
}

/**
 * The context of a proposed revision's tree, which stands on a snapshot's. `claimsRoot` and
 * `policyDigest` are 64 hex digits, `collected` minor units, `revision` its number.
 */
export const makeSharesContext = (run: {
  claimsContext: ClaimsContext
  claimsRoot: string
  clawbackId: string
  revision: number
  policyDigest: string
  schedule: SealedSchedule
  collected: bigint
}): SharesContext => {
  const { env, logOrigin, leafCount, depth } = run.claimsContext
  const { claimsRoot, clawbackId, policyDigest, schedule } = run
  return {
    scheme: SCHEME,
    ...{ env, logOrigin, clawbackId, claimsRoot, policyDigest, schedule },
    revision: run.revision.toString(),
    collected: run.collected.toString(),
    columns: SHARES_COLUMNS,
    leafCount,
    depth,
  }
}
