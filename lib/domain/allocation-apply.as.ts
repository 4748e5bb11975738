// The two loops of the fast engine, in AssemblyScript: compiled to allocation-apply.wasm by `npx asc`.

// Where the caller finds things in the module's memory, in bytes; one stretch of claims at a time.
export const STRETCH: u32 = 4096
export const SUMS: usize = 0
export const BASES: usize = 1024
export const LEVIES: usize = BASES + STRETCH * 8
export const DOUBTS: usize = LEVIES + STRETCH * 8

const LOWER: u64 = 0xffff_ffff

/** Adds up the lower and the upper halves of the first `count` bases, apart, at SUMS. */
export function addUp(count: u32): void {
  let low: u64 = 0
  let high: u64 = 0
  for (let at: usize = 0; at < (<usize>count) << 3; at += 8) {
    const base = load<u64>(BASES + at)
    low += base & LOWER
    high += base >> 32
  }
  store<u64>(SUMS, low)
  store<u64>(SUMS + 8, high)
}

/**
 * Writes ⌊multiplier·base / 2^96⌋ at LEVIES for the first `count` bases, the multiplier in limbs of
 * 32 bits, lowest first. Lists at DOUBTS, and counts, the claims with 32 zero bits below the point.
 */
export function writeFloors(count: u32, m0: u32, m1: u32, m2: u32): u32 {
  let doubts: u32 = 0
  for (let index: u32 = 0; index < count; ++index) {
    const at = (<usize>index) << 3
    const base = load<u64>(BASES + at)
    const b0 = base & LOWER
    const b1 = base >> 32
    // No sum overflows: (2^32 − 1)² + 2·(2^32 − 1) is 2^64 − 1.
    const t0 = b0 * m1 + ((b0 * m0) >> 32)
    const t1 = b1 * m0 + (t0 & LOWER)
    const t2 = b0 * m2 + (t0 >> 32)
    const t3 = b1 * m1 + (t2 & LOWER)
    const t4 = (t3 & LOWER) + (t1 >> 32)
    store<u64>(LEVIES + at, b1 * m2 + (t2 >> 32) + (t3 >> 32) + (t4 >> 32))
    if ((t4 & LOWER) == 0) {
      store<u32>(DOUBTS + ((<usize>doubts) << 2), index)
      doubts += 1
    }
  }
  return doubts
}
