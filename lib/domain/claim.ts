// A claim: what one account could be charged, and the frozen text that a snapshot's digest commits to.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { assert } from './assert'
import { formatFractionShort, type Fraction } from './fraction'

/** `house` pays like everybody and is reported on its own; `exempt` pays nothing (allocation.md §2). */
export const CLAIM_CLASSES = ['eligible', 'house', 'exempt'] as const
export type ClaimClass = (typeof CLAIM_CLASSES)[number]

/**
 * One account of a snapshot. Amounts are minor units: `base` ≥ 0, `cap` 0 … base, `equity` signed.
 * `weight` is above 0; `score` is a canonical decimal. null means "not given": no owner, no cap
 * (the whole base may be taken), weight 1.
 */
export type Claim = {
  account: string
  owner: string | null
  class: ClaimClass
  base: bigint
  equity: bigint | null
  cap: bigint | null
  weight: Fraction | null
  score: string | null
}

export const ACCOUNT_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}$/

/** Whether text may name an account or an owner: the pattern, and not starting with "g:". */
export const isAccountId = (text: string): boolean =>
  ACCOUNT_PATTERN.test(text) && !text.startsWith('g:')

/** Order by the bytes of the id; ids are ASCII, so code units and bytes agree. */
export const compareAccounts = (a: string, b: string): -1 | 0 | 1 => {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Most that the claim may lose, in minor units; exempt claims lose nothing. */
export const capOf = (claim: Pick<Claim, 'class' | 'base' | 'cap'>): bigint =>
  claim.class === 'exempt' ? 0n : (claim.cap ?? claim.base)

export const SNAPSHOT_HEADER = 'account,owner,class,base,equity,cap,weight,score'

/** One line of the canonical form without its line end (allocation.md §2); absent values are empty. */
export const canonicalLine = (claim: Claim): string => {
  const { account, owner, base, equity, cap, weight, score } = claim
  const amounts = `${base.toString()},${equity?.toString() ?? ''},${cap?.toString() ?? ''}`
  const rank = `${weight === null ? '' : formatFractionShort(weight)},${score ?? ''}`
  return `${account},${owner ?? ''},${claim.class},${amounts},${rank}`
}

const SALT = /^[0-9a-f]{64}$/
const LINES_PER_PIECE = 4096

/**
 * The canonical snapshot, whole: UTF-8 text, sorted by account bytes, "\n" ends and a final one.
 * `salt` (64 hex digits) puts "# salt <hex>" on top. Refuses (Fault) a malformed salt.
 */
export const canonicalSnapshot = (claims: readonly Claim[], options?: { salt?: string }): string =>
  [...canonicalPieces(claims, options)].join('')

/** SHA-256 of the canonical snapshot, hex: what `sha256sum` prints for its export. */
export const snapshotDigest = (claims: readonly Claim[], options?: { salt?: string }): string => {
  const hash = sha256.create()
  const encoder = new TextEncoder()
  for (const piece of canonicalPieces(claims, options)) hash.update(encoder.encode(piece))
  return bytesToHex(hash.digest())
}

function* canonicalPieces(
  claims: readonly Claim[],
  options: { salt?: string } = {},
): Generator<string> {
  const { salt } = options
  assert(salt === undefined || SALT.test(salt), 'expected a salt of 64 lower-case hex digits')
  const head = salt === undefined ? '' : `# salt ${salt}\n`
  // The comma sorts before everything that an account may hold, so whole lines sort like accounts.
  const lines = claims.map(canonicalLine).sort()
  yield `${head}${SNAPSHOT_HEADER}\n`
  for (let start = 0; start < lines.length; start += LINES_PER_PIECE) {
    yield `${lines.slice(start, start + LINES_PER_PIECE).join('\n')}\n`
  }
}

/**
 * An account as screens show it: first character and last four, "0••••2DB7"; short ids keep two.
 * A tail never begins with a mark, so that "-3" is not read as a number.
 */
export const maskAccount = (account: string): string => {
  if (account.length <= 6) return `•••• ${tailOf(account, 2)}`
  return `${account.slice(0, 1)}••••${tailOf(account, 4)}`
}

const tailOf = (account: string, length: number): string =>
  account
    .slice(-length)
    .replace(/^[^A-Za-z0-9]+/, '')
    .toUpperCase()

/** The claim of one canonical line: the inverse of `canonicalLine`, for text that was frozen before. */
export const parseCanonicalLine = (line: string): Claim => {
  const cells = line.split(',')
  assert(cells.length === 8, `expected 8 cells, got ${cells.length}`)
  const [account = '', owner, group, base = '', equity, cap, weight, score] = cells
  const claimClass = CLAIM_CLASSES.find((known) => known === group)
  assert(claimClass !== undefined, 'expected a known class')
  const parts = weight ? weight.split('/') : []
  return {
    account,
    owner: owner || null,
    class: claimClass,
    base: BigInt(base),
    equity: equity ? BigInt(equity) : null,
    cap: cap ? BigInt(cap) : null,
    weight: weight
      ? { numerator: BigInt(parts[0] ?? '1'), denominator: BigInt(parts[1] ?? '1') }
      : null,
    score: score || null,
  }
}
