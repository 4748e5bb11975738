// The same passes in WebAssembly, over columns that lie in its memory: an answer copies nothing.
import { blocksOf, inJavascript, type HeldArray, type PassEngine, type Passes } from './passes'
import type { Line } from './segment'

const PAGE = 65536
const ALIGNED = 16

/**
 * The engine over `allocation-scenario.wasm`, which isolates accept as an imported module only. Every
 * room is a memory of its own, as large as what it was opened for.
 */
export const wasmPasses =
  (module: WebAssembly.Module): PassEngine =>
  ({ bytes, arrays, size }) => {
    const blocks = blocksOf(size)
    const own = ALIGNED + Math.ceil(size / 8) + 20 * blocks + 16
    const pages = Math.ceil((bytes + own + (arrays + 6) * ALIGNED) / PAGE)
    const memory = new WebAssembly.Memory({ initial: pages })
    const place = placesIn(memory.buffer)
    const room = {
      bits: place(Uint8Array, Math.ceil(size / 16) * 2),
      starts: place(Uint32Array, blocks),
      low: place(Float64Array, blocks),
      high: place(Float64Array, blocks),
      sums: place(Float64Array, 2),
    }
    const exports = new WebAssembly.Instance(module, { env: { memory } }).exports as Exports
    return {
      hold: (array) => {
        const held = place(array.constructor as new (...of: Place) => typeof array, array.length)
        held.set(array)
        return held
      },
      passes: orInJavascript(passesOver(exports, room), memory.buffer),
    }
  }

type Place = [buffer: ArrayBuffer, byteOffset: number, length: number]

/** Address 0 means "none" to the passes, so nothing begins there. */
const placesIn = (buffer: ArrayBuffer) => {
  let next = ALIGNED
  return <Held extends HeldArray>(Kind: new (...of: Place) => Held, length: number): Held => {
    const held = new Kind(buffer, next, length)
    next = Math.ceil((next + held.byteLength) / ALIGNED) * ALIGNED
    return held
  }
}

type Exports = {
  pack: (marks: number, count: number, bits: number) => void
  select: (...places: number[]) => number
  spread: (
    ...run: [
      words: number,
      list: number,
      index: number,
      count: number,
      whole: bigint,
      rest: number,
      factor: number,
      into: number,
      rank: number,
    ]
  ) => number
  cross: (ones: number, count: number, others: number, otherCount: number) => number
  area: (
    ...rows: [
      bases: number,
      caps: number,
      from: number,
      to: number,
      whole: bigint,
      rest: number,
      factor: number,
      constant: number,
      sums: number,
    ]
  ) => void
}

type Own = {
  bits: Uint8Array
  starts: Uint32Array
  low: Float64Array
  high: Float64Array
  sums: Float64Array
}

const at = (array: HeldArray | null): number => array?.byteOffset ?? 0

const passesOver = (exports: Exports, { bits, starts, low, high, sums }: Own): Passes => ({
  select: ({ words, rows, from, to, marks, wanted, into }) => {
    exports.pack(at(marks), marks.length, at(bits))
    const order = [at(words), at(rows), from, to, at(bits), wanted]
    const size = exports.select(...order, at(into), at(starts), at(low), at(high))
    const blocks = blocksOf(to)
    return {
      size,
      starts: starts.slice(0, blocks),
      low: low.slice(0, blocks),
      high: high.slice(0, blocks),
    }
  },
  spread: ({ words, list, index, line, values, rank }) => {
    const { factor, rest } = line
    const run = [at(words), at(list), index, values.length, wholeOf(line)] as const
    return exports.spread(...run, rest, factor, at(values), rank)
  },
  cross: (ones, others) => exports.cross(at(ones), ones.length, at(others), others.length),
  area: ({ bases, caps, from }, line) => {
    const { factor, constant, rest } = line
    const rows = [at(bases), at(caps), from, bases.length >>> 1, wholeOf(line)] as const
    exports.area(...rows, rest, factor, constant, at(sums))
    return { area: sums[0] ?? 0, paid: sums[1] ?? 0 }
  },
})

const wholeOf = ({ high, low }: Line): bigint => (BigInt(high) << 32n) + BigInt(low)

/** What is not in the memory is left to JavaScript: orders under limits that moved, and no more. */
const orInJavascript = (passes: Passes, memory: ArrayBuffer): Passes => {
  const chosen = (...arrays: (HeldArray | null)[]): Passes =>
    arrays.every((array) => array === null || array.buffer === memory) ? passes : inJavascript
  return {
    select: (selection) => {
      const { words, rows, marks, into } = selection
      return chosen(words, rows, marks, into).select(selection)
    },
    spread: (run) => chosen(run.words, run.list, run.values).spread(run),
    cross: (ones, others) => chosen(ones, others).cross(ones, others),
    area: (rows, line) => chosen(rows.bases, rows.caps).area(rows, line),
  }
}
