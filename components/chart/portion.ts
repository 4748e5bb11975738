// Where money becomes geometry: nowhere else does an amount turn into a binary float, and nothing is computed back from it.
const PARTS = 1_000_000n

export type Money = bigint | string

// The share of `whole` that `part` is, by exact division cut to a millionth: finer than any pixel.
export const portion = (part: bigint, whole: bigint): number =>
  whole === 0n ? 0 : Number((part * PARTS) / whole) / Number(PARTS)

// A share as an SVG length.
export const percentLength = (share: number): string => `${(100 * share).toFixed(3)}%`
