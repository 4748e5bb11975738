// The population of a report: both contexts, how many claims there are, and the size of the tree.
import { quoted } from '../assert'
import { CLAIMS_COLUMNS, SCHEME, SHARES_COLUMNS } from './format'
import { amountOf, unless, type Case, type Finding } from './verification-case'

/** Both contexts name this scheme and its columns, and one log and environment. */
export const contextFinding = ({ side }: Case): Finding => {
  const { claimsContext: claims, sharesContext: shares } = side
  const problem =
    schemeProblem(claims.scheme) ??
    schemeProblem(shares.scheme) ??
    columnsProblem(claims.columns, CLAIMS_COLUMNS) ??
    columnsProblem(shares.columns, SHARES_COLUMNS) ??
    differs('environment', claims.env, shares.env) ??
    differs('log', claims.logOrigin, shares.logOrigin)
  return unless(
    problem,
    `Claims and levies belong to one log, ${quoted(claims.logOrigin)}, and one environment.`,
  )
}

const schemeProblem = (scheme: string): string | null =>
  scheme === SCHEME ? null : `The scheme is ${quoted(scheme)}, expected ${SCHEME}.`

const columnsProblem = (found: readonly string[], expected: readonly string[]): string | null => {
  const isSame = found.length === expected.length && expected.every((of, at) => of === found[at])
  return isSame ? null : `Expected the columns ${expected.join(', ')}, got others.`
}

const differs = (what: string, claims: string, shares: string): string | null =>
  claims === shares
    ? null
    : `The claims name the ${what} ${quoted(claims)}, the levies ${quoted(shares)}.`

/** The counts of the three classes add up to the number of claims. */
export const countsFinding = ({ side }: Case): Finding => {
  const { eligible, exempt, house } = side.counts
  const { accounts } = side.claimsContext
  const total = amountOf(eligible) + amountOf(exempt) + amountOf(house)
  const shown = amountOf(accounts).toString()
  return unless(
    total === amountOf(accounts)
      ? null
      : `The classes count ${total.toString()} claims, the tree was made for ${shown}.`,
    `The classes count ${shown} claims, as many as the tree was made for.`,
  )
}

/** Two leaves a claim, and a leaf count of eight bytes. */
const MOST_CLAIMS = 2n ** 62n

/** Depth and leaf count are those that the number of claims gives, in both contexts. */
export const leafCountFinding = ({ side }: Case): Finding => {
  const { claimsContext: claims, sharesContext: shares } = side
  const accounts = amountOf(claims.accounts)
  if (accounts > MOST_CLAIMS) return unless('No tree of this format holds so many claims.', '')
  const [depth, leafCount] = sizeOf(accounts)
  const isRight = [claims, shares].every(
    (context) => context.depth === `${depth}` && context.leafCount === leafCount.toString(),
  )
  const expected = `${leafCount.toString()} leaves at depth ${depth}`
  return unless(
    isRight ? null : `Expected ${expected} in both trees, got another size.`,
    `Both trees have ${expected}, as the number of claims gives.`,
  )
}

/** 2^depth, the smallest power of two that is at least 128 and twice the claims. */
const sizeOf = (accounts: bigint): [number, bigint] => {
  let [depth, leafCount] = [7, 128n]
  while (leafCount < 2n * accounts) [depth, leafCount] = [depth + 1, 2n * leafCount]
  return [depth, leafCount]
}
