// A plain claim with what a test cares about on top.
import type { Claim } from './claim'

export const plainClaim = (account: string, base: bigint, rest: Partial<Claim> = {}): Claim => ({
  account,
  owner: null,
  class: 'eligible',
  base,
  equity: null,
  cap: null,
  weight: null,
  score: null,
  ...rest,
})
