// The fast engine of trees, in AssemblyScript: compiled to merkle-sum-tree.wasm by `npm run wasm`.

// Four messages are hashed at once, one a lane; what the loops keep stands below the caller's bytes.
const SCHEDULE: usize = 2048
const STATE: usize = SCHEDULE + 64 * 16
const START: usize = STATE + 8 * 16

// prettier-ignore
const ROUND = memory.data<u32>([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
])

// prettier-ignore
const INITIAL = memory.data<u32>([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
])

const BLOCK: usize = 64

/** SHA-256 of every row; `before` is where a block stands that goes before each, or 0 for none. */
export function hash(
  rows: u32,
  messages: usize,
  step: usize,
  lengths: usize,
  before: usize,
  into: usize,
  intoStep: usize,
): void {
  begin(before)
  const hashed: usize = before ? BLOCK : 0
  for (let row: u32 = 0; row < rows; row += 4) {
    const m0 = messages + <usize>row * step
    const left = rows - row
    const sizes = lengths + (<usize>row << 2)
    // A lane without a message reads the first one's bytes and keeps nothing of them.
    const m1 = left > 1 ? m0 + step : m0
    const m2 = left > 2 ? m1 + step : m0
    const m3 = left > 3 ? m2 + step : m0
    const b0 = pad(m0, load<u32>(sizes), hashed)
    const b1 = left > 1 ? pad(m1, load<u32>(sizes, 4), hashed) : 0
    const b2 = left > 2 ? pad(m2, load<u32>(sizes, 8), hashed) : 0
    const b3 = left > 3 ? pad(m3, load<u32>(sizes, 12), hashed) : 0
    const blocks = i32x4(b0, b1, b2, b3)
    const most = max(max(b0, b1), max(b2, b3))
    for (let word: usize = 0; word < 8; ++word) {
      v128.store(STATE + (word << 4), v128.load32_splat(START + (word << 2)))
    }
    for (let block: i32 = 0; block < most; ++block) {
      const at = <usize>block << 6
      compress(m0 + at, m1 + at, m2 + at, m3 + at, i32x4.gt_s(blocks, i32x4.splat(block)))
    }
    const target = into + <usize>row * intoStep
    give(target, intoStep, min(left, 4))
  }
}

/** What every lane starts from: the standard's words, or those after the block that goes before. */
function begin(before: usize): void {
  for (let word: usize = 0; word < 8; ++word) {
    const value = load<u32>(INITIAL + (word << 2))
    store<u32>(START + (word << 2), value)
    v128.store(STATE + (word << 4), i32x4.splat(value))
  }
  if (!before) return
  compress(before, before, before, before, i32x4.splat(-1))
  for (let word: usize = 0; word < 8; ++word) {
    store<u32>(START + (word << 2), load<u32>(STATE + (word << 4)))
  }
}

/** A bit, zeros, and the length in bits: up to the end of a block; answers how many blocks. */
function pad(from: usize, length: usize, hashed: usize): i32 {
  const blocks = (length + 9 + BLOCK - 1) >> 6
  const last = from + (blocks << 6) - 8
  store<u8>(from + length, 0x80)
  for (let at = from + length + 1; at < last; at += 8) store<u64>(at, 0)
  store<u64>(last, bswap<u64>((<u64>(length + hashed)) << 3))
  return <i32>blocks
}

/** Words `word` to `word` + 3 of all four messages, each word's four lanes together. */
// @ts-ignore: decorator
@inline
function take(m0: usize, m1: usize, m2: usize, m3: usize, word: usize): void {
  const at = word << 2
  const r0 = turned(v128.load(m0 + at))
  const r1 = turned(v128.load(m1 + at))
  const r2 = turned(v128.load(m2 + at))
  const r3 = turned(v128.load(m3 + at))
  const low0 = v128.shuffle<u32>(r0, r1, 0, 4, 1, 5)
  const high0 = v128.shuffle<u32>(r0, r1, 2, 6, 3, 7)
  const low1 = v128.shuffle<u32>(r2, r3, 0, 4, 1, 5)
  const high1 = v128.shuffle<u32>(r2, r3, 2, 6, 3, 7)
  const to = SCHEDULE + (word << 4)
  v128.store(to, v128.shuffle<u64>(low0, low1, 0, 2))
  v128.store(to, v128.shuffle<u64>(low0, low1, 1, 3), 16)
  v128.store(to, v128.shuffle<u64>(high0, high1, 0, 2), 32)
  v128.store(to, v128.shuffle<u64>(high0, high1, 1, 3), 48)
}

/** Words of 32 bits with their bytes in the other order. */
// @ts-ignore: decorator
@inline
function turned(words: v128): v128 {
  return v128.shuffle<u8>(words, words, 3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)
}

// @ts-ignore: decorator
@inline
function rotated(word: v128, by: i32): v128 {
  return v128.or(i32x4.shr_u(word, by), i32x4.shl(word, 32 - by))
}

/** The 64 words of a block, four lanes each. */
// @ts-ignore: decorator
@inline
function expand(m0: usize, m1: usize, m2: usize, m3: usize): void {
  take(m0, m1, m2, m3, 0)
  take(m0, m1, m2, m3, 4)
  take(m0, m1, m2, m3, 8)
  take(m0, m1, m2, m3, 12)
  for (let at: usize = SCHEDULE; at < SCHEDULE + 48 * 16; at += 16) {
    const x = v128.load(at, 16)
    const y = v128.load(at, 14 * 16)
    const s0 = v128.xor(v128.xor(rotated(x, 7), rotated(x, 18)), i32x4.shr_u(x, 3))
    const s1 = v128.xor(v128.xor(rotated(y, 17), rotated(y, 19)), i32x4.shr_u(y, 10))
    const sum = i32x4.add(i32x4.add(v128.load(at), s0), i32x4.add(v128.load(at, 9 * 16), s1))
    v128.store(at, sum, 256)
  }
}

/** One block of four messages into the state of the lanes in `mask`. */
function compress(m0: usize, m1: usize, m2: usize, m3: usize, mask: v128): void {
  expand(m0, m1, m2, m3)
  let a = v128.load(STATE)
  let b = v128.load(STATE, 16)
  let c = v128.load(STATE, 32)
  let d = v128.load(STATE, 48)
  let e = v128.load(STATE, 64)
  let f = v128.load(STATE, 80)
  let g = v128.load(STATE, 96)
  let h = v128.load(STATE, 112)
  // Eight rounds at a time: then every variable has its own name again.
  for (let t: usize = 0; t < 64; t += 8) {
    h = i32x4.add(i32x4.add(h, word(t)), chosen(e, f, g))
    d = i32x4.add(d, h)
    h = i32x4.add(h, majority(a, b, c))
    g = i32x4.add(i32x4.add(g, word(t + 1)), chosen(d, e, f))
    c = i32x4.add(c, g)
    g = i32x4.add(g, majority(h, a, b))
    f = i32x4.add(i32x4.add(f, word(t + 2)), chosen(c, d, e))
    b = i32x4.add(b, f)
    f = i32x4.add(f, majority(g, h, a))
    e = i32x4.add(i32x4.add(e, word(t + 3)), chosen(b, c, d))
    a = i32x4.add(a, e)
    e = i32x4.add(e, majority(f, g, h))
    d = i32x4.add(i32x4.add(d, word(t + 4)), chosen(a, b, c))
    h = i32x4.add(h, d)
    d = i32x4.add(d, majority(e, f, g))
    c = i32x4.add(i32x4.add(c, word(t + 5)), chosen(h, a, b))
    g = i32x4.add(g, c)
    c = i32x4.add(c, majority(d, e, f))
    b = i32x4.add(i32x4.add(b, word(t + 6)), chosen(g, h, a))
    f = i32x4.add(f, b)
    b = i32x4.add(b, majority(c, d, e))
    a = i32x4.add(i32x4.add(a, word(t + 7)), chosen(f, g, h))
    e = i32x4.add(e, a)
    a = i32x4.add(a, majority(b, c, d))
  }
  keep(0, a, mask)
  keep(16, b, mask)
  keep(32, c, mask)
  keep(48, d, mask)
  keep(64, e, mask)
  keep(80, f, mask)
  keep(96, g, mask)
  keep(112, h, mask)
}

/** A round's word with its constant. */
// @ts-ignore: decorator
@inline
function word(t: usize): v128 {
  return i32x4.add(v128.load(SCHEDULE + (t << 4)), v128.load32_splat(ROUND + (t << 2)))
}

// @ts-ignore: decorator
@inline
function chosen(e: v128, f: v128, g: v128): v128 {
  const turns = v128.xor(v128.xor(rotated(e, 6), rotated(e, 11)), rotated(e, 25))
  return i32x4.add(turns, v128.bitselect(f, g, e))
}

// @ts-ignore: decorator
@inline
function majority(a: v128, b: v128, c: v128): v128 {
  const turns = v128.xor(v128.xor(rotated(a, 2), rotated(a, 13)), rotated(a, 22))
  // b ^ c is the a ^ b of the round before, which the compiler knows.
  return i32x4.add(turns, v128.xor(b, v128.and(v128.xor(a, b), v128.xor(b, c))))
}

// @ts-ignore: decorator
@inline
function keep(at: usize, value: v128, mask: v128): void {
  const state = v128.load(STATE + at)
  v128.store(STATE + at, i32x4.add(state, v128.and(value, mask)))
}

/** Writes the digests of the first `lanes` lanes. */
function give(into: usize, step: usize, lanes: u32): void {
  for (let half: usize = 0; half < 2; ++half) {
    const from = STATE + (half << 6)
    const s0 = turned(v128.load(from))
    const s1 = turned(v128.load(from, 16))
    const s2 = turned(v128.load(from, 32))
    const s3 = turned(v128.load(from, 48))
    const low0 = v128.shuffle<u32>(s0, s1, 0, 4, 1, 5)
    const high0 = v128.shuffle<u32>(s0, s1, 2, 6, 3, 7)
    const low1 = v128.shuffle<u32>(s2, s3, 0, 4, 1, 5)
    const high1 = v128.shuffle<u32>(s2, s3, 2, 6, 3, 7)
    const to = into + (half << 4)
    v128.store(to, v128.shuffle<u64>(low0, low1, 0, 2))
    if (lanes > 1) v128.store(to + step, v128.shuffle<u64>(low0, low1, 1, 3))
    if (lanes > 2) v128.store(to + 2 * step, v128.shuffle<u64>(high0, high1, 0, 2))
    if (lanes > 3) v128.store(to + 3 * step, v128.shuffle<u64>(high0, high1, 1, 3))
  }
}

/** Copies `width` bytes a row, `shifts` further on when it is not 0. */
export function place(
  rows: u32,
  from: usize,
  fromStep: usize,
  into: usize,
  intoStep: usize,
  width: usize,
  shifts: usize,
): void {
  for (let row: u32 = 0; row < rows; ++row) {
    const target = shifts ? into + <usize>load<u32>(shifts + (<usize>row << 2)) : into
    let at: usize = 0
    for (; at + 16 <= width; at += 16) v128.store(target + at, v128.load(from + at))
    for (; at + 8 <= width; at += 8) store<u64>(target + at, load<u64>(from + at))
    for (; at < width; ++at) store<u8>(target + at, load<u8>(from + at))
    from += fromStep
    into += intoStep
  }
}

/** What a digest and a chunk leave of a whole; numbers of 16 bytes, big-endian. */
export function cut(
  rows: u32,
  digests: usize,
  digestStep: usize,
  wholes: usize,
  wholeStep: usize,
  chunks: usize,
  chunkStep: usize,
  into: usize,
  intoStep: usize,
): void {
  for (let row: u32 = 0; row < rows; ++row) {
    const high = bswap(load<u64>(wholes))
    const low = bswap(load<u64>(wholes, 8))
    remain(bswap(load<u64>(digests)), bswap(load<u64>(digests, 8)), high, low)
    if (load<u8>(chunks)) {
      remainderHigh = high - remainderHigh - u64(low < remainderLow)
      remainderLow = low - remainderLow
    }
    store<u64>(into, bswap(remainderHigh))
    store<u64>(into, bswap(remainderLow), 8)
    digests += digestStep
    wholes += wholeStep
    chunks += chunkStep
    into += intoStep
  }
}

let remainderHigh: u64 = 0
let remainderLow: u64 = 0

/** The remainder of a number of 128 bits by whole + 1. */
function remain(high: u64, low: u64, wholeHigh: u64, wholeLow: u64): void {
  const byLow = wholeLow + 1
  const byHigh = wholeHigh + u64(byLow == 0)
  if (byHigh == 0) {
    remainderHigh = 0
    remainderLow = narrow(high % byLow, low, byLow)
  } else {
    wide(high, low, byHigh, byLow)
  }
}

const HALF: u64 = 0xffff_ffff

/** (high · 2^64 + low) mod by, with high < by: two digits of 32 bits (Knuth, volume 2, 4.3.1 D). */
function narrow(high: u64, low: u64, by: u64): u64 {
  if (by <= HALF) {
    const first = ((high << 32) | (low >> 32)) % by
    return ((first << 32) | (low & HALF)) % by
  }
  const shift = clz(by)
  const divisor = by << shift
  // A shift by 64 would be one by 0.
  const top = (high << shift) | ((low >> 1) >> (63 - shift))
  const rest = low << shift
  return digit(digit(top, rest >> 32, divisor), rest & HALF, divisor) >> shift
}

/** (high · 2^32 + next) mod divisor, whose highest bit is set; high < divisor. */
function digit(high: u64, next: u64, divisor: u64): u64 {
  const upper = divisor >> 32
  const lower = divisor & HALF
  let guess = high / upper
  let left = high - guess * upper
  while (guess > HALF || guess * lower > ((left << 32) | next)) {
    guess -= 1
    left += upper
    if (left > HALF) break
  }
  return ((high << 32) | next) - guess * divisor
}

/** By a divisor of more than 64 bits: subtracting it, shifted, from the top down. */
function wide(high: u64, low: u64, byHigh: u64, byLow: u64): void {
  const shift = max<i64>(0, <i64>clz(byHigh) - <i64>clz(high))
  let d1 = shift ? (byHigh << shift) | (byLow >> (64 - shift)) : byHigh
  let d0 = byLow << shift
  for (let left = shift; left >= 0; --left) {
    if (high > d1 || (high == d1 && low >= d0)) {
      high -= d1 + u64(low < d0)
      low -= d0
    }
    d0 = (d0 >> 1) | (d1 << 63)
    d1 >>= 1
  }
  remainderHigh = high
  remainderLow = low
}

/** Sums of 16 bytes, big-endian; answers 0 when some sum is 2^127 or more. */
export function add(
  rows: u32,
  left: usize,
  leftStep: usize,
  right: usize,
  rightStep: usize,
  into: usize,
  intoStep: usize,
): u32 {
  let all: u64 = 0
  for (let row: u32 = 0; row < rows; ++row) {
    const low = bswap(load<u64>(left, 8)) + bswap(load<u64>(right, 8))
    const carry = u64(low < bswap(load<u64>(right, 8)))
    const high = bswap(load<u64>(left)) + bswap(load<u64>(right)) + carry
    store<u64>(into, bswap(high))
    store<u64>(into, bswap(low), 8)
    all |= high
    left += leftStep
    right += rightStep
    into += intoStep
  }
  return u32(all >> 63 == 0)
}
