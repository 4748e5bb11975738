// Every engine against the copy to read, byte for byte, and the compiled module against its source.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  MEMORY_BYTES,
  openReferenceBatch,
  RESERVED_BYTES,
  writeNumber,
  type HashBatch,
} from './sha256-batch'
import { openJavascriptBatch } from './sha256-batch-javascript'
import { openWasmBatch } from './sha256-batch-wasm'

const compiled = readFileSync(new URL('../merkle-sum-tree.wasm', import.meta.url))
const engines = {
  javascript: openJavascriptBatch(),
  wasm: openWasmBatch(new WebAssembly.Module(compiled)),
}
const reference = openReferenceBatch()

/** Does the same with both engines on the same memory; what is not the engine's own must be equal. */
const expectSame = (engine: HashBatch, work: (engine: HashBatch, view: DataView) => unknown) => {
  const results = [reference, engine].map((each) => {
    const own = new Uint8Array(each.memory, RESERVED_BYTES, COMPARED)
    own.fill(0xa5)
    return { result: work(each, new DataView(each.memory)), bytes: own }
  })
  expect(results[1]?.result).toEqual(results[0]?.result)
  expect(results[1]!.bytes.every((byte, at) => byte === results[0]!.bytes[at])).toBe(true)
}

const AT = 8192
const column = (step: number, place: number) => ({ at: AT + place * 4096, step })
const COMPARED = AT + 4 * 4096 - RESERVED_BYTES

describe.each(Object.entries(engines))('the %s engine', (_, engine) => {
  it('hashes rows of any lengths, alone and after a block', () => {
    const rows = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 11 })
    fc.assert(
      fc.property(rows, fc.boolean(), fc.constantFrom(32, 64, 96), (messages, isAfter, step) => {
        const [from, into] = [column(320, 0), column(step, 1)]
        const digests = (each: HashBatch) => {
          const [bytes, words] = [new Uint8Array(each.memory), new Uint32Array(each.memory)]
          for (const [row, message] of messages.entries()) {
            words[RESERVED_BYTES / 4 + row] = message.length
            bytes.set(message, from.at + row * from.step)
          }
          bytes.fill(0x36, AT - 64, AT)
          const before = isAfter ? { before: AT - 64 } : {}
          const lengths = RESERVED_BYTES
          each.hash({ rows: messages.length, messages: from, lengths, ...before, into })
          return messages.map((message, row) => {
            const at = from.at + row * from.step
            expect(bytes.subarray(at, at + message.length)).toEqual(message)
            return bytes.slice(into.at + row * step, into.at + row * step + 32)
          })
        }
        expect(digests(engine)).toEqual(digests(reference))
      }),
      { numRuns: 500 },
    )
  })

  it('hashes every length from 0 to 300', () => {
    const digests = (each: HashBatch) => {
      const [bytes, words] = [new Uint8Array(each.memory), new Uint32Array(each.memory)]
      bytes.fill(0x5a, AT)
      for (let row = 0; row <= 300; row += 1) words[RESERVED_BYTES / 4 + row] = row
      const places = { messages: column(320, 0), into: column(32, 30) }
      each.hash({ rows: 301, lengths: RESERVED_BYTES, ...places })
      return bytes.slice(places.into.at, places.into.at + 301 * 32)
    }
    expect(digests(engine)).toEqual(digests(reference))
    expect(digests(engine).slice(0, 32)).toEqual(sha256(new Uint8Array()))
  })

  it('places columns and bytes that are the same for all, shifted or not', () => {
    const step = fc.integer({ min: 0, max: 200 })
    fc.assert(
      fc.property(step, step, step, fc.boolean(), (fromStep, intoStep, width, isShifted) => {
        expectSame(engine, ({ place, memory }) => {
          const bytes = new Uint8Array(memory, AT, 4096)
          for (let at = 0; at < bytes.length; at += 1) bytes[at] = at * 7
          new Uint32Array(memory, RESERVED_BYTES, 5).set([3, 0, 1000, 7, 1])
          const shifts = isShifted ? { shifts: RESERVED_BYTES } : {}
          const places = { from: column(fromStep, 0), into: column(intoStep, 1) }
          place({ rows: 5, width, ...places, ...shifts })
        })
      }),
    )
  })

  it('cuts wholes of any size in two', () => {
    const number = fc.oneof(...[8n, 32n, 33n, 63n, 64n, 65n, 100n, 127n].map(anyOf))
    const digest = fc.oneof(anyOf(128n), anyOf(64n), anyOf(3n))
    const rows = fc.array(fc.tuple(number, digest, fc.nat(1)), { maxLength: 9 })
    fc.assert(
      fc.property(rows, (cuts) => {
        expectSame(engine, ({ cut }, view) => {
          for (const [row, [whole, other, chunk]] of cuts.entries()) {
            writeNumber(view, AT + 16 * row, whole)
            writeNumber(view, column(32, 1).at + 32 * row, other)
            view.setUint8(column(1, 2).at + row, chunk)
          }
          const places = { digests: column(32, 1), wholes: column(16, 0), chunks: column(1, 2) }
          cut({ rows: cuts.length, ...places, into: column(16, 3) })
          cut({ rows: cuts.length, ...places, into: column(16, 0) })
        })
      }),
      { numRuns: 5000 },
    )
  })

  it('adds up, and tells when a sum reaches 2^127', () => {
    const number = fc.oneof(...[1n, 63n, 64n, 126n, 127n].map(anyOf))
    const rows = fc.array(fc.tuple(number, number), { maxLength: 5 })
    fc.assert(
      fc.property(rows, (pairs) => {
        expectSame(engine, ({ add }, view) => {
          for (const [row, pair] of pairs.entries()) {
            for (const [side, value] of pair.entries()) {
              writeNumber(view, AT + 32 * row + 16 * side, value)
            }
          }
          const [left, right] = [column(32, 0), { at: AT + 16, step: 32 }]
          return add({ rows: pairs.length, left, right, into: column(16, 1) })
        })
      }),
      { numRuns: 2000 },
    )
  })
})

/** Numbers of so many bits, and those beside the powers of two below. */
const anyOf = (bits: bigint) => {
  const most = 2n ** bits - 1n
  return fc.oneof(
    fc.bigInt({ min: 0n, max: most }),
    fc.constantFrom(...[most, most - 1n, most / 2n, most / 2n + 1n].filter((value) => value >= 0n)),
  )
}

describe('merkle-sum-tree.wasm', () => {
  it('is what its source compiles to, imports nothing, and has the memory of the port', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ballast-'))
    const root = fileURLToPath(new URL('../../..', import.meta.url))
    const outFile = join(folder, 'fresh')
    // As a command: importing the compiler would give every array of the project its global types.
    const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js')
    const words = [compiler, '--config', 'asconfig.tree.json', '--outFile', outFile]
    execFileSync(process.execPath, words, { cwd: root })
    expect(readFileSync(outFile)).toEqual(compiled)
    expect(WebAssembly.Module.imports(new WebAssembly.Module(compiled))).toEqual([])
    for (const { memory } of Object.values(engines)) expect(memory.byteLength).toBe(MEMORY_BYTES)
    rmSync(folder, { recursive: true })
  })
})
