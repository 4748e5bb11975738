// The published vectors of LMST-1: two populations, and tamperings that must be refused.
import type { AccountPart, PublicSide, TreeClaim } from './format'
import small from './vectors/lmst1.json'
import large from './vectors/lmst1-65.json'

export type PopulationVector = {
  master: string
  claims: TreeClaim[]
  report: PublicSide
  ctxC: string
  ctxS: string
  claimsLeaves: string[]
  sharesLeaves: string[]
  levies?: Record<string, string>
  statements: Record<string, AccountPart>
}

export const VECTORS = [
  { name: 'six claims', vector: small as unknown as PopulationVector },
  { name: '65 claims', vector: large as unknown as PopulationVector },
] as const

/** Every account's levy in minor units: as listed, else from its statement. */
export const leviesOfVector = ({ levies, statements }: PopulationVector): Map<string, bigint> => {
  const listed =
    levies ?? Object.fromEntries(Object.values(statements).map((part) => [part.account, part.levy]))
  return new Map(Object.entries(listed).map(([account, levy]) => [account, BigInt(levy)]))
}
