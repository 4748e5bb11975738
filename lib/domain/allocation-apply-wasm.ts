// The fast engine: the same floors in WebAssembly, from a module that the platform has compiled.
import { engineFrom, type LevyEngine } from './allocation-apply'
import { limbsOf, settleDoubts } from './allocation-multiplier'

const LIMBS = { bits: 31, count: 3 }

/**
 * The engine over `allocation-apply.wasm`, which isolates accept as an imported module only. Columns
 * pass through its memory in stretches, copied in and out, so that memory stays at 128 KiB however
 * long they are. `allocation-multiplier` proves the floors.
 */
export const wasmEngine = (module: WebAssembly.Module): LevyEngine => {
  const { addUp, writeFloors, ...memory } = instantiate(module)
  const stretches = function* (amounts: BigUint64Array) {
    for (let from = 0; from < amounts.length; from += memory.bases.length) {
      const stretch = amounts.subarray(from, from + memory.bases.length)
      memory.bases.set(stretch)
      // The sum is taken by twos.
      memory.bases.fill(0n, stretch.length)
      yield { from, to: from + stretch.length, length: stretch.length }
    }
  }
  return engineFrom({
    limbs: LIMBS,
    total: (amounts) => {
      let total = 0n
      for (const { length } of stretches(amounts)) {
        addUp(length)
        const [low = 0n, high = 0n] = memory.sums
        total += (high << 32n) + low
      }
      return total
    },
    writeFloors: (multiplier, { bases, into }) => {
      const [m0 = 0, m1 = 0, m2 = 0] = limbsOf(multiplier, LIMBS)
      for (const { from, to, length } of stretches(bases)) {
        const doubts = memory.doubts.subarray(0, writeFloors(length, m0, m1, m2))
        into.set(memory.levies.subarray(0, length), from)
        const columns = { bases: bases.subarray(from, to), into: into.subarray(from, to) }
        settleDoubts(multiplier, { doubts, ...columns })
      }
    },
  })
}

type Exports = {
  memory: WebAssembly.Memory
  addUp: (count: number) => void
  writeFloors: (count: number, m0: number, m1: number, m2: number) => number
} & Record<'STRETCH' | 'SUMS' | 'BASES' | 'LEVIES' | 'DOUBTS', WebAssembly.Global>

const instantiate = (module: WebAssembly.Module) => {
  const { memory, addUp, writeFloors, ...place } = new WebAssembly.Instance(module)
    .exports as Exports
  const at = (global: WebAssembly.Global) => Number(global.value)
  const [{ buffer }, length] = [memory, at(place.STRETCH)]
  return {
    addUp,
    writeFloors,
    sums: new BigUint64Array(buffer, at(place.SUMS), 2),
    bases: new BigUint64Array(buffer, at(place.BASES), length),
    levies: new BigUint64Array(buffer, at(place.LEVIES), length),
    doubts: new Uint32Array(buffer, at(place.DOUBTS), length),
  }
}
