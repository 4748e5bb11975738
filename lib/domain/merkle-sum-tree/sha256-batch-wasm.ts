// The fast engine: the same steps in WebAssembly, four messages at once, from a compiled module.
import type { Column, HashBatch } from './sha256-batch'

/** The engine over `merkle-sum-tree.wasm`, which isolates accept as an imported module only. */
export const openWasmBatch = (module: WebAssembly.Module): HashBatch => {
  const { memory, hash, place, cut, add } = new WebAssembly.Instance(module).exports as Exports
  return {
    memory: memory.buffer,
    hash: ({ rows, messages, lengths, before = 0, into }) =>
      hash(rows, ...of(messages), lengths, before, ...of(into)),
    place: ({ rows, from, into, width, shifts = 0 }) =>
      place(rows, ...of(from), ...of(into), width, shifts),
    cut: ({ rows, digests, wholes, chunks, into }) =>
      cut(rows, ...of(digests), ...of(wholes), ...of(chunks), ...of(into)),
    add: ({ rows, left, right, into }) => add(rows, ...of(left), ...of(right), ...of(into)) === 1,
  }
}

type At = [at: number, step: number]

const of = ({ at, step }: Column): At => [at, step]

type Exports = {
  memory: WebAssembly.Memory
  hash: (rows: number, ...places: [...At, lengths: number, before: number, ...At]) => void
  place: (rows: number, ...places: [...At, ...At, width: number, shifts: number]) => void
  cut: (rows: number, ...places: [...At, ...At, ...At, ...At]) => void
  add: (rows: number, ...places: [...At, ...At, ...At]) => number
}
