// LMST-1 in types: what stands in the two contexts, in a claim, in one account's part of a statement.
import type { SealedSchedule } from '../allocation-schedule'
import type { ClaimClass } from '../claim'

export const SCHEME = 'LMST-1'
export const CLAIMS_COLUMNS = ['eligible', 'exempt', 'house', 'capacity'] as const
export const SHARES_COLUMNS = ['levy'] as const

/** Leaves of a subtree that is rebuilt on demand; nodes from this level upwards are stored. */
export const STORED_LEVEL = 10

type Place = { scheme: typeof SCHEME; env: string; logOrigin: string }

/** Decimal strings throughout; `accounts` counts claims, a group being one. Source: transparency.md §3. */
export type ClaimsContext = Place & {
  snapshotId: string
  asset: string
  scale: string
  numeraire: string
  cutoff: string
  columns: readonly string[]
  accounts: string
  leafCount: string
  depth: string
}

export type SharesContext = Place & {
  clawbackId: string
  revision: string
  claimsRoot: string
  policyDigest: string
  schedule: SealedSchedule
  collected: string
  columns: readonly string[]
  leafCount: string
  depth: string
}

/** A claim as the tree commits to it: minor units as decimal strings; `cap` as given, else the base. */
export type TreeClaim = {
  account: string
  class: ClaimClass
  base: string
  cap: string
  inputsDigest: string
  equity?: string
  weight?: string
  score?: string
}

export type Totals = {
  eligible: string
  exempt: string
  house: string
  capacity: string
  levy: string
}
export type ClassCounts = { eligible: string; exempt: string; house: string }

/** What everybody reads alike, whoever's statement is checked. */
export type PublicSide = {
  claimsContext: ClaimsContext
  sharesContext: SharesContext
  claimsRoot: string
  sharesRoot: string
  totals: Totals
  counts: ClassCounts
  residual: string
}

/** Path steps run from leaf to top. */
export type ChunkPart = {
  index: string
  chunk: string
  salt: string
  claims: { values: string[]; path: { hash: string; sums: string[] }[] }
  shares: { value: string; path: { hash: string; sums: string[] }[] }
}

/** Accounts of one owner are one claim; `salt` and the ids hash to its name. */
export type GroupMembers = { salt: string; ids: string[] }

/** Opens the schedule's sealed cutoff for somebody who ties with the edge of the run. */
export type CutoffOpening = { account: string; amount: string; salt: string }

/** One account's own side of a check. */
export type AccountPart = {
  account: string
  members?: GroupMembers
  claim: TreeClaim
  levy: string
  chunks: ChunkPart[]
  cutoffOpening?: CutoffOpening
}

/** max(7, ⌈log2(2·accounts)⌉): the smallest tree that holds two leaves an account, at least 128. */
export const depthOf = (accounts: number): number => {
  let depth = 7
  while (2 ** depth < 2 * accounts) depth += 1
  return depth
}
