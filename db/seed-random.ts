// Repeatable numbers for demo data: the same seed gives the same integers everywhere.

/** Integers from 0 to 2^32 − 1 by xorshift; for demo data only. */
export type Draw = (below: number) => number

export const drawFrom = (seed: number): Draw => {
  let state = seed >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}
