// A claim as the tree knows it: accounts of one owner become one claim under a name that tells nobody whose.
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { groupByOwner } from '../allocation-group'
import { assert } from '../assert'
import type { Claim } from '../claim'
import { formatFractionShort } from '../fraction'
import { type ClaimInput, groupName, inputsDigest } from './context'
import { tagged } from './encoding'
import type { GroupMembers, TreeClaim } from './format'

/** A claim, the frozen lines that it adds up, and its accounts where they are several. */
export type CommittedClaim = { claim: TreeClaim; inputs: ClaimInput[]; members?: GroupMembers }

/**
 * The claim of one account, or of all accounts of one owner, as the claims tree commits to it.
 * `claims` are all of them, ascending by account; `master` is the snapshot's secret of 32 bytes.
 * Refuses (Fault) claims of several owners. Source: transparency.md §3.
 */
export const committedClaim = (claims: readonly Claim[], master: Uint8Array): CommittedClaim => {
  const groups = groupByOwner(claims)
  const whole = groups[0]?.claim
  assert(whole !== undefined && groups.length === 1, 'expected the claims of one owner')
  const inputs = claims.map(inputOf)
  const members = membersOf(claims, master)
  const { base, cap, equity, weight, score } = whole
  return {
    claim: {
      account: members === null ? whole.account : groupName(members),
      class: whole.class,
      base: base.toString(),
      cap: (cap ?? base).toString(),
      inputsDigest: inputsDigest(inputs),
      ...(equity === null ? {} : { equity: equity.toString() }),
      ...(weight === null ? {} : { weight: formatFractionShort(weight) }),
      ...(score === null ? {} : { score }),
    },
    inputs,
    ...(members === null ? {} : { members }),
  }
}

const inputOf = ({ account, base, equity, cap }: Claim): ClaimInput => ({
  account,
  base: base.toString(),
  ...(equity === null ? {} : { equity: equity.toString() }),
  ...(cap === null ? {} : { cap: cap.toString() }),
})

const membersOf = (claims: readonly Claim[], master: Uint8Array): GroupMembers | null => {
  const owner = claims[0]?.owner
  if (claims.length === 1 || owner === undefined || owner === null) return null
  return { salt: groupSalt(master, owner), ids: claims.map(({ account }) => account) }
}

/** 64 hex digits that hide whose accounts a group is made of: HMAC-SHA256(master, "LMST-1/group-salt" ‖ 00 ‖ owner). */
export const groupSalt = (master: Uint8Array, owner: string): string =>
  bytesToHex(hmac(sha256, master, tagged('LMST-1/group-salt', utf8ToBytes(owner))))

/** 64 hex digits under which totals of few accounts stand in the log: HMAC-SHA256(master, "LMST-1/population" ‖ 00). */
export const populationSalt = (master: Uint8Array): string =>
  bytesToHex(hmac(sha256, master, tagged('LMST-1/population')))
