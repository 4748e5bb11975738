// The passes of a scenario, in AssemblyScript: compiled to allocation-scenario.wasm by `npm run wasm`.
// Addresses are bytes in the memory that the caller lends; amounts are below 2^63.

const BLOCK_BITS: u32 = 6
const LIMB_BITS: u64 = 48
const LIMB: u64 = ((<u64>1) << LIMB_BITS) - 1

/**
 * Lists the positions `from` … `to` of `words` whose mark is `wanted`, at `into`; `rows` leads from
 * positions to marks, 0 where they are one. For every block of 64 positions: how many are listed
 * before it, and their sum in two limbs of 48 bits. Returns how many are listed.
 */
export function select(
  words: usize,
  rows: usize,
  from: u32,
  to: u32,
  bits: usize,
  wanted: u32,
  into: usize,
  starts: usize,
  low: usize,
  high: usize,
): u32 {
  const blocks: u32 = ((to + 63) >> BLOCK_BITS) + 1
  const flip: u64 = 1 - wanted
  let size: u32 = 0
  let totalLow: u64 = 0
  let totalHigh: u64 = 0
  for (let block: u32 = 0; block < blocks; ++block) {
    const slot = <usize>block
    store<u32>(starts + (slot << 2), size)
    store<f64>(low + (slot << 3), <f64>(<i64>totalLow))
    store<f64>(high + (slot << 3), <f64>(<i64>totalHigh))
    let lowWords: u64 = 0
    let highWords: u64 = 0
    const end = min(to, (block + 1) << BLOCK_BITS)
    // Writing always and stepping on by the mark leaves the processor no branch to guess.
    for (let at = max(from, block << BLOCK_BITS); at < end; ++at) {
      const row = rows == 0 ? <usize>at : <usize>load<u32>(rows + ((<usize>at) << 2))
      const taken = (((<u64>load<u8>(bits + (row >> 3))) >> (row & 7)) & 1) ^ flip
      store<u32>(into + ((<usize>size) << 2), at)
      size += <u32>taken
      const amount = load<u64>(words + ((<usize>at) << 3)) & (0 - taken)
      lowWords += amount & 0xffff_ffff
      highWords += amount >> 32
    }
    const whole = totalLow + lowWords + ((highWords & 0xffff) << 32)
    totalLow = whole & LIMB
    totalHigh += (highWords >> 16) + (whole >> LIMB_BITS)
  }
  return size
}

/** One bit at `bits` for every mark of `marks`, 1 where it is set; by sixteens. */
export function pack(marks: usize, count: u32, bits: usize): void {
  for (let at: usize = 0; at < count; at += 16) {
    const some = i8x16.bitmask(i8x16.ne(v128.load(marks + at), i8x16.splat(0)))
    store<u16>(bits + (at >> 3), some)
  }
}

/**
 * Writes factor·(amount − whole − rest) at `into` for `count` positions of `words` from `index` on, or
 * of those that `list` names, 0 where there is none. Returns Σ i·value, i counted from `rank`.
 */
export function spread(
  words: usize,
  list: usize,
  index: u32,
  count: u32,
  whole: i64,
  rest: f64,
  factor: f64,
  into: usize,
  rank: f64,
): f64 {
  const wholes = i64x2.splat(whole)
  const rests = f64x2.splat(rest)
  const factors = f64x2.splat(factor)
  let ranks = f64x2.add(f64x2.splat(rank), f64x2(0, 1))
  let ranked = f64x2.splat(0)
  const even = count & ~1
  for (let at: u32 = 0; at < even; at += 2) {
    const place = <usize>(index + at)
    const amounts = list == 0 ? v128.load(words + (place << 3)) : listed(words, list + (place << 2))
    const values = f64x2.mul(factors, f64x2.sub(floats(i64x2.sub(amounts, wholes)), rests))
    v128.store(into + ((<usize>at) << 3), values)
    ranked = f64x2.add(ranked, f64x2.mul(ranks, values))
    ranks = f64x2.add(ranks, f64x2.splat(2))
  }
  const both = f64x2.extract_lane(ranked, 0) + f64x2.extract_lane(ranked, 1)
  if (even == count) return both
  const place = <usize>(index + even)
  const position = list == 0 ? place : <usize>load<u32>(list + (place << 2))
  const value = factor * (<f64>(load<i64>(words + (position << 3)) - whole) - rest)
  store<f64>(into + ((<usize>even) << 3), value)
  return both + (rank + <f64>even) * value
}

function listed(words: usize, list: usize): v128 {
  const one = v128.load64_splat(words + ((<usize>load<u32>(list)) << 3))
  return v128.load64_lane(words + ((<usize>load<u32>(list, 4)) << 3), one, 1)
}

/**
 * Σ over two ascending runs of value × how many values of the other run are smaller; of equal ones
 * those of `ones` come first. Two merges go side by side, one for the smaller half of the values and
 * one for the larger: neither waits for the other.
 */
export function cross(ones: usize, n: i32, others: usize, m: i32): f64 {
  const half = (n + m) >> 1
  const middle = split(ones, n, others, m, half)
  let i: i32 = 0
  let j: i32 = 0
  let k = middle
  let l = half - middle
  const lastI = k
  const lastJ = l
  let lower: f64 = 0
  let upper: f64 = 0
  for (;;) {
    let steps = min(min(lastI - i, lastJ - j), min(n - k, m - l))
    if (steps <= 0) break
    for (; steps > 0; --steps) {
      const a = load<i64>(ones + ((<usize>i) << 3))
      const b = load<i64>(others + ((<usize>j) << 3))
      const c = load<i64>(ones + ((<usize>k) << 3))
      const d = load<i64>(others + ((<usize>l) << 3))
      // Floats that are not negative are in the order of their bits.
      const first = <i32>(a <= b)
      const second = <i32>(c <= d)
      const value = reinterpret<f64>(b ^ ((a ^ b) & -(<i64>first)))
      const other = reinterpret<f64>(d ^ ((c ^ d) & -(<i64>second)))
      lower += value * <f64>(i ^ ((i ^ j) & -first))
      upper += other * <f64>(k ^ ((k ^ l) & -second))
      i += first
      j += 1 - first
      k += second
      l += 1 - second
    }
  }
  lower += merge(ones, i, lastI, others, j, lastJ)
  upper += merge(ones, k, n, others, l, m)
  return lower + upper
}

/** How many of the `rank` smallest values are of the first run. */
function split(ones: usize, n: i32, others: usize, m: i32, rank: i32): i32 {
  let low = max(0, rank - m)
  let high = min(n, rank)
  while (low < high) {
    const middle = (low + high) >> 1
    const one = load<f64>(ones + ((<usize>middle) << 3))
    const isTaken = one <= load<f64>(others + ((<usize>(rank - middle - 1)) << 3))
    if (isTaken) low = middle + 1
    else high = middle
  }
  return low
}

function merge(ones: usize, i: i32, n: i32, others: usize, j: i32, m: i32): f64 {
  let area: f64 = 0
  while (i < n && j < m) {
    const a = load<i64>(ones + ((<usize>i) << 3))
    const b = load<i64>(others + ((<usize>j) << 3))
    const first = <i32>(a <= b)
    area += reinterpret<f64>(b ^ ((a ^ b) & -(<i64>first))) * <f64>(i ^ ((i ^ j) & -first))
    i += first
    j += 1 - first
  }
  for (; i < n; ++i) area += load<f64>(ones + ((<usize>i) << 3)) * <f64>j
  for (; j < m; ++j) area += load<f64>(others + ((<usize>j) << 3)) * <f64>i
  return area
}

/**
 * Σ base·(2·paid + payout) and Σ payout over the rows `from` … `to`, as two floats at `sums`; `paid` are
 * the payouts of earlier rows of the stretch. A payout is the larger of base − cap and of
 * factor·(base − whole − rest) + constant, at most the base. Two halves go side by side.
 */
export function area(
  bases: usize,
  caps: usize,
  from: u32,
  to: u32,
  whole: i64,
  rest: f64,
  factor: f64,
  constant: f64,
  sums: usize,
): void {
  const half = (to - from) >> 1
  const apart = (<usize>half) << 3
  const wholes = i64x2.splat(whole)
  const rests = f64x2.splat(rest)
  const factors = f64x2.splat(factor)
  const constants = f64x2.splat(constant)
  let areas = f64x2.splat(0)
  let paid = f64x2.splat(0)
  let charged = f64x2.splat(0)
  const end = (<usize>(from + half)) << 3
  for (let at = (<usize>from) << 3; at < end; at += 8) {
    const amounts = two(bases + at, apart)
    const base = floats(amounts)
    const left = floats(i64x2.sub(amounts, two(caps + at, apart)))
    const beyond = i64x2.sub(amounts, wholes)
    // Below `whole` the cap decides anyway, and what is not negative is a float sooner.
    const above = floats(v128.andnot(beyond, i64x2.shr_s(beyond, 63)))
    const line = f64x2.add(f64x2.mul(factors, f64x2.sub(above, rests)), constants)
    const payout = f64x2.pmax(left, f64x2.pmin(line, base))
    const before = f64x2.add(paid, paid)
    areas = f64x2.add(areas, f64x2.mul(base, f64x2.add(before, payout)))
    paid = f64x2.add(paid, payout)
    charged = f64x2.add(charged, base)
  }
  const lower = f64x2.extract_lane(paid, 0)
  let total = lower + f64x2.extract_lane(paid, 1)
  let sum =
    f64x2.extract_lane(areas, 0) +
    f64x2.extract_lane(areas, 1) +
    2 * lower * f64x2.extract_lane(charged, 1)
  // The row that is left where their number is odd.
  for (let at = (<usize>(from + 2 * half)) << 3; at < (<usize>to) << 3; at += 8) {
    const one = load<i64>(bases + at)
    const open = min(<f64>one, factor * (<f64>(one - whole) - rest) + constant)
    const payout = max(<f64>(one - load<i64>(caps + at)), open)
    sum += <f64>one * (2 * total + payout)
    total += payout
  }
  store<f64>(sums, sum)
  store<f64>(sums, total, 8)
}

function two(at: usize, apart: usize): v128 {
  return v128.load64_lane(at + apart, v128.load64_splat(at), 1)
}

/** Two integers from 0 to 2^64 as floats: each half beside an exponent that makes it one. */
function floats(amounts: v128): v128 {
  const low = v128.or(
    v128.and(amounts, i64x2.splat(0xffff_ffff)),
    i64x2.splat(0x4330_0000_0000_0000),
  )
  const high = v128.or(i64x2.shr_u(amounts, 32), i64x2.splat(0x4530_0000_0000_0000))
  return f64x2.add(f64x2.sub(high, f64x2.splat(19342813118337666422669312.0)), low)
}
