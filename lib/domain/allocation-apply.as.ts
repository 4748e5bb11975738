// The two loops of the fast engine, in AssemblyScript: compiled to allocation-apply.wasm by `npm run wasm`.

// Where the caller finds things in the module's memory, in bytes; one stretch of claims at a time.
export const STRETCH: u32 = 4096
export const SUMS: usize = 0
export const BASES: usize = 1024
export const LEVIES: usize = BASES + STRETCH * 8
export const DOUBTS: usize = LEVIES + STRETCH * 8

/** Adds up the lower and the upper halves of the first `count` bases, apart, at SUMS; by twos. */
export function addUp(count: u32): void {
  const lower = i64x2.splat(0xffff_ffff)
  let low = i64x2.splat(0)
  let high = i64x2.splat(0)
  for (let at: usize = 0; at < (<usize>count) << 3; at += 16) {
    const bases = v128.load(BASES + at)
    low = i64x2.add(low, v128.and(bases, lower))
    high = i64x2.add(high, i64x2.shr_u(bases, 32))
  }
  store<u64>(SUMS, i64x2.extract_lane(low, 0) + i64x2.extract_lane(low, 1))
  store<u64>(SUMS + 8, i64x2.extract_lane(high, 0) + i64x2.extract_lane(high, 1))
}

const LIMB: u64 = 0x7fff_ffff

/**
 * Writes ⌊multiplier·base / 2^93⌋ at LEVIES for the first `count` bases, all below 2^63; the
 * multiplier comes in limbs of 31 bits, lowest first. Lists at DOUBTS, and counts, the claims with 30
 * zero bits below the point.
 */
export function writeFloors(count: u32, m0: u32, m1: u32, m2: u32): u32 {
  let doubts: u32 = 0
  for (let index: u32 = 0; index < count; ++index) {
    const at = (<usize>index) << 3
    const base = load<u64>(BASES + at)
    // Two products of 31 by 31 and 31 by 32 bits and a carry stay below 2^64.
    const b0 = base & LIMB
    const b1 = base >> 31
    const second = b0 * m1 + b1 * m0 + ((b0 * m0) >> 31)
    const first = b0 * m2 + b1 * m1 + (second >> 31)
    store<u64>(LEVIES + at, b1 * m2 + (first >> 31))
    if ((first & (LIMB - 1)) == 0) {
      store<u32>(DOUBTS + ((<usize>doubts) << 2), index)
      doubts += 1
    }
  }
  return doubts
}
