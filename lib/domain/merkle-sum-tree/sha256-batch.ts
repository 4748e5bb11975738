// The port through which a tree is hashed: many rows a call, all in the engine's own memory.
import { sha256 } from '@noble/hashes/sha2.js'
import { SUM_LIMIT } from './encoding'

/** Rows of bytes: row r begins at `at + r·step`; with step 0 all rows are the same bytes. */
export type Column = { at: number; step: number }

export type HashJob = {
  rows: number
  /** Each with room for its padding: 9 bytes more, up to the next multiple of 64. */
  messages: Column
  /** Where the messages' lengths in bytes stand, u32 in the platform's order, side by side. */
  lengths: number
  /** One block of 64 bytes that is hashed before every message. */
  before?: number
  /** 32 bytes a row. */
  into: Column
}

export type PlaceJob = {
  rows: number
  from: Column
  into: Column
  width: number
  /** How many bytes further on a row is put, u32 in the platform's order, side by side. */
  shifts?: number
}

/** Numbers of 16 bytes, big-endian; a chunk is the byte 0 or 1. */
export type CutJob = {
  rows: number
  digests: Column
  wholes: Column
  chunks: Column
  into: Column
}

export type AddJob = { rows: number; left: Column; right: Column; into: Column }

/** The first bytes of the memory are the engine's own. */
export const RESERVED_BYTES = 4096
export const MEMORY_BYTES = 1_572_864

export type HashBatch = {
  /** MEMORY_BYTES long; whoever calls decides what stands where above RESERVED_BYTES. */
  memory: ArrayBuffer
  /** SHA-256 of every row; what follows a message in its row is overwritten. */
  hash: (job: HashJob) => void
  /** Copies `width` bytes a row. */
  place: (job: PlaceJob) => void
  /** The part of a whole in a chunk: c = digest's first 16 bytes mod (whole + 1), or whole − c. */
  cut: (job: CutJob) => void
  /** left + right; false when some sum is 2^127 or more. */
  add: (job: AddJob) => boolean
}

/** The copy to read, message by message; every other engine equals it byte for byte. */
export const openReferenceBatch = (): HashBatch =>
  batchFrom(({ rows, messages, lengths, before, into }, memory) => {
    const [bytes, words] = [new Uint8Array(memory), new Uint32Array(memory)]
    const block =
      before === undefined ? new Uint8Array(0) : bytes.slice(before, before + BLOCK_BYTES)
    for (let row = 0; row < rows; row += 1) {
      const from = messages.at + row * messages.step
      const message = bytes.subarray(from, from + (words[lengths / 4 + row] ?? 0))
      const digest = sha256.create().update(block).update(message).digest()
      bytes.set(digest, into.at + row * into.step)
    }
  })

export const BLOCK_BYTES = 64

/** An engine in JavaScript around its way of hashing. */
export const batchFrom = (hash: (job: HashJob, memory: ArrayBuffer) => void): HashBatch => {
  const memory = new ArrayBuffer(MEMORY_BYTES)
  const view = new DataView(memory)
  return {
    memory,
    hash: (job) => hash(job, memory),
    place: (job) => place(memory, job),
    cut: ({ rows, digests, wholes, chunks, into }) => {
      for (let row = 0; row < rows; row += 1) {
        const whole = readNumber(view, wholes.at + row * wholes.step)
        const first = readNumber(view, digests.at + row * digests.step) % (whole + 1n)
        const isFirst = view.getUint8(chunks.at + row * chunks.step) === 0
        writeNumber(view, into.at + row * into.step, isFirst ? first : whole - first)
      }
    },
    add: ({ rows, left, right, into }) => {
      let isBelow = true
      for (let row = 0; row < rows; row += 1) {
        const sum =
          readNumber(view, left.at + row * left.step) +
          readNumber(view, right.at + row * right.step)
        isBelow &&= sum < SUM_LIMIT
        writeNumber(view, into.at + row * into.step, sum)
      }
      return isBelow
    },
  }
}

const place = (memory: ArrayBuffer, { rows, from, into, width, shifts }: PlaceJob): void => {
  const [view, words] = [new DataView(memory), new Uint32Array(memory)]
  for (let row = 0; row < rows; row += 1) {
    const source = from.at + row * from.step
    const shift = shifts === undefined ? 0 : (words[shifts / 4 + row] ?? 0)
    const target = into.at + row * into.step + shift
    let offset = 0
    for (; offset + 4 <= width; offset += 4) {
      view.setUint32(target + offset, view.getUint32(source + offset))
    }
    for (; offset < width; offset += 1) {
      view.setUint8(target + offset, view.getUint8(source + offset))
    }
  }
}

/** The number in the 16 bytes at `at`, big-endian. */
export const readNumber = (view: DataView, at: number): bigint => {
  const [high, low] = [view.getBigUint64(at), view.getBigUint64(at + 8)]
  return high === 0n ? low : (high << 64n) | low
}

/** Writes the number, below 2^128, as 16 bytes at `at`, big-endian. */
export const writeNumber = (view: DataView, at: number, number: bigint): void => {
  view.setBigUint64(at, number > WORD ? number >> 64n : 0n)
  view.setBigUint64(at + 8, BigInt.asUintN(64, number))
}

const WORD = 2n ** 64n - 1n
