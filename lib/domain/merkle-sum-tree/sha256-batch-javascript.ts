// The engine in plain JavaScript: SHA-256 with eight rounds written out, so that nothing is moved.
import { BLOCK_BYTES, batchFrom, type HashBatch, type HashJob } from './sha256-batch'

/** Runs wherever JavaScript does; needs no module. */
export const openJavascriptBatch = (): HashBatch => batchFrom(hash)

const hash = (job: HashJob, memory: ArrayBuffer): void => {
  const { rows, messages, lengths, before, into } = job
  const [view, words] = [new DataView(memory), new Uint32Array(memory)]
  const [start, state] = [INITIAL.slice(), new Int32Array(8)]
  if (before !== undefined) compress(start, view, before)
  const hashed = before === undefined ? 0 : BLOCK_BYTES
  for (let row = 0; row < rows; row += 1) {
    const from = messages.at + row * messages.step
    const end = pad(view, { from, length: words[lengths / 4 + row] ?? 0, hashed })
    state.set(start)
    for (let at = from; at < end; at += BLOCK_BYTES) compress(state, view, at)
    const target = into.at + row * into.step
    for (let word = 0; word < 8; word += 1) view.setInt32(target + 4 * word, state[word] ?? 0)
  }
}

type Message = { from: number; length: number; hashed: number }

/** A bit, zeros, and the length in bits: up to the end of a block, which is the result. */
const pad = (view: DataView, { from, length, hashed }: Message): number => {
  const end = from + Math.ceil((length + 9) / BLOCK_BYTES) * BLOCK_BYTES
  view.setUint8(from + length, 0x80)
  for (let at = from + length + 1; at < end - 8; at += 8) view.setBigUint64(at, 0n)
  view.setUint32(end - 8, 0)
  view.setUint32(end - 4, (length + hashed) * 8)
  return end
}

// prettier-ignore
const INITIAL = Int32Array.of(
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
)

// prettier-ignore
const ROUND = Int32Array.of(
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
)

const schedule = new Int32Array(64)

/** The 64 words that a block's rounds take up one by one. */
const expand = (view: DataView, at: number): void => {
  const w = schedule
  for (let t = 0; t < 16; t += 1) w[t] = view.getInt32(at + 4 * t)
  for (let t = 16; t < 64; t += 1) {
    const x = w[t - 15] as number
    const y = w[t - 2] as number
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    w[t] = ((w[t - 16] as number) + s0 + (w[t - 7] as number) + s1) | 0
  }
}

/** Eight rounds at a time: then every variable has its own name again. */
const compress = (state: Int32Array, view: DataView, at: number): void => {
  expand(view, at)
  const w = schedule
  const k = ROUND
  let a = state[0] as number
  let b = state[1] as number
  let c = state[2] as number
  let d = state[3] as number
  let e = state[4] as number
  let f = state[5] as number
  let g = state[6] as number
  let h = state[7] as number
  let s: number
  for (let t = 0; t < 64; t += 8) {
    s = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    h = (h + ((k[t] as number) + (w[t] as number)) + (g ^ (e & (f ^ g))) + s) | 0
    d = (d + h) | 0
    s = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    h = (h + s + ((a & b) ^ (c & (a ^ b)))) | 0
    s = ((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7))
    g = (g + ((k[t + 1] as number) + (w[t + 1] as number)) + (f ^ (d & (e ^ f))) + s) | 0
    c = (c + g) | 0
    s = ((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10))
    g = (g + s + ((h & a) ^ (b & (h ^ a)))) | 0
    s = ((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7))
    f = (f + ((k[t + 2] as number) + (w[t + 2] as number)) + (e ^ (c & (d ^ e))) + s) | 0
    b = (b + f) | 0
    s = ((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10))
    f = (f + s + ((g & h) ^ (a & (g ^ h)))) | 0
    s = ((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7))
    e = (e + ((k[t + 3] as number) + (w[t + 3] as number)) + (d ^ (b & (c ^ d))) + s) | 0
    a = (a + e) | 0
    s = ((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10))
    e = (e + s + ((f & g) ^ (h & (f ^ g)))) | 0
    s = ((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7))
    d = (d + ((k[t + 4] as number) + (w[t + 4] as number)) + (c ^ (a & (b ^ c))) + s) | 0
    h = (h + d) | 0
    s = ((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10))
    d = (d + s + ((e & f) ^ (g & (e ^ f)))) | 0
    s = ((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7))
    c = (c + ((k[t + 5] as number) + (w[t + 5] as number)) + (b ^ (h & (a ^ b))) + s) | 0
    g = (g + c) | 0
    s = ((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10))
    c = (c + s + ((d & e) ^ (f & (d ^ e)))) | 0
    s = ((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7))
    b = (b + ((k[t + 6] as number) + (w[t + 6] as number)) + (a ^ (g & (h ^ a))) + s) | 0
    f = (f + b) | 0
    s = ((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10))
    b = (b + s + ((c & d) ^ (e & (c ^ d)))) | 0
    s = ((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7))
    a = (a + ((k[t + 7] as number) + (w[t + 7] as number)) + (h ^ (f & (g ^ h))) + s) | 0
    e = (e + a) | 0
    s = ((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10))
    a = (a + s + ((b & c) ^ (d & (b ^ c)))) | 0
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
  state[4] = (state[4] as number) + e
  state[5] = (state[5] as number) + f
  state[6] = (state[6] as number) + g
  state[7] = (state[7] as number) + h
}
