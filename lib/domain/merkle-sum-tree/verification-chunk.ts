// The two parts of a claim: where they stand, and that they are as long and as wide as the tree is.
import { CLAIMS_COLUMNS, SHARES_COLUMNS, type ChunkPart } from './format'
import { quoted } from '../assert'
import { SUM_LIMIT } from './encoding'
import { amountOf, unless, type Case, type Finding } from './verification-case'

/** Exactly the parts 0 and 1, in this order, at two places. */
export const chunksFinding = ({ part }: Case): Finding => {
  const numbers = part.chunks.slice(0, 3).map(({ chunk }) => chunk)
  const [first, second] = part.chunks
  return unless(
    numbers.join() !== '0,1'
      ? `Expected the two parts 0 and 1 of the claim in this order, got ${chunksShown(part.chunks)}.`
      : first?.index === second?.index
        ? 'Both parts of the claim stand at one place of the tree, expected two.'
        : null,
    'Your claim stands in two parts at two places of the tree.',
  )
}

const chunksShown = (chunks: readonly ChunkPart[]): string =>
  chunks.length === 2
    ? `the parts ${quoted(chunks.map(({ chunk }) => chunk).join(', '))}`
    : `${chunks.length} of them`

/** Both parts stand at a place that the tree has. */
export const indexFinding = ({ part, side }: Case): Finding => {
  const { leafCount } = side.claimsContext
  const outside = part.chunks.find(({ index }) => amountOf(index) >= amountOf(leafCount))
  return unless(
    outside &&
      `A part of the claim stands outside the tree, which has ${amountOf(leafCount).toString()} places.`,
    'Both parts stand inside the tree.',
  )
}

/** As many steps from a leaf to the top as the tree is deep. */
export const pathLengthFinding = ({ part, side }: Case): Finding => {
  const depth = side.claimsContext.depth
  const lengths = part.chunks.flatMap(({ claims, shares }) => [
    claims.path.length,
    shares.path.length,
  ])
  const wrong = lengths.find((length) => `${length}` !== depth)
  return unless(
    wrong === undefined
      ? null
      : `Expected ${amountOf(depth).toString()} steps from leaf to top, got ${wrong}.`,
    `Every path has ${amountOf(depth).toString()} steps from leaf to top.`,
  )
}

/** Four values in a leaf of the claims tree. */
export const valuesCountFinding = ({ part }: Case): Finding => {
  const wrong = part.chunks.find(({ claims }) => claims.values.length !== CLAIMS_COLUMNS.length)
  return unless(
    wrong &&
      `Expected ${CLAIMS_COLUMNS.length} values in a leaf, got ${wrong.claims.values.length}.`,
    'Every leaf has the four values of its columns.',
  )
}

/** Four sums a step in the claims tree, one in the shares tree. */
export const sumsCountFinding = ({ part }: Case): Finding => {
  const isRight = part.chunks.every(
    ({ claims, shares }) =>
      claims.path.every(({ sums }) => sums.length === CLAIMS_COLUMNS.length) &&
      shares.path.every(({ sums }) => sums.length === SHARES_COLUMNS.length),
  )
  return unless(
    isRight ? null : 'A step of a path has more or fewer sums than its tree has columns.',
    'Every step has as many sums as its tree has columns.',
  )
}

/** Every amount, and every sum on the way to the top, is below 2^127. */
export const sumRangeFinding = (presented: Case): Finding => {
  const isBelow = (amount: bigint) => amount < SUM_LIMIT && amount > -SUM_LIMIT
  const isRight = [...amountsOf(presented), ...topSums(presented.part.chunks)].every(isBelow)
  return unless(
    isRight ? null : 'An amount or a sum is 2^127 or more, which no tree holds.',
    'Every amount and every sum is below 2^127.',
  )
}

const amountsOf = ({ part, side }: Case): bigint[] => {
  const { claim, levy, cutoffOpening } = part
  const { collected, schedule } = side.sharesContext
  const { minEquity = '0', exemptBelow = '0' } = schedule.limits ?? {}
  return [
    ...[claim.base, claim.cap, claim.equity ?? '0', levy, cutoffOpening?.amount ?? '0'],
    ...[...Object.values(side.totals), side.residual, collected, minEquity, exemptBelow],
  ].map(amountOf)
}

/** What each column adds up to at the top; no sum on the way is more, for nothing is below 0. */
const topSums = (chunks: readonly ChunkPart[]): bigint[] =>
  chunks.flatMap(({ claims, shares }) => [
    ...columnSums(claims.values, claims.path),
    ...columnSums([shares.value], shares.path),
  ])

/** Sums at the top of a path from the values of its leaf, by column. */
export const columnSums = (
  values: readonly string[],
  path: ChunkPart['claims']['path'],
): bigint[] =>
  values.map((value, column) =>
    path.reduce((sum, step) => sum + amountOf(step.sums[column] ?? '0'), amountOf(value)),
  )
