import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainEngine } from './allocation-apply'
import { javascriptEngine } from './allocation-apply-javascript'
import { wasmEngine } from './allocation-apply-wasm'
import { multiplierOf } from './allocation-multiplier'
import { fraction, type Fraction } from './fraction'
import { MAX_AMOUNT } from './money'

const compiled = readFileSync(new URL('allocation-apply.wasm', import.meta.url))
const engines = {
  javascript: javascriptEngine,
  wasm: wasmEngine(new WebAssembly.Module(compiled)),
}

describe.each(Object.entries(engines))('the %s engine', (_, engine) => {
  const levied = (bases: readonly bigint[], theta: Fraction, caps?: readonly bigint[]) => {
    const columns = { bases: columnOf(bases), ...(caps ? { caps: columnOf(caps) } : {}) }
    const [into, expected] = [columnOf(bases), columnOf(bases)]
    engine.levy({ ...columns, theta, into })
    plainEngine.levy({ ...columns, theta, into: expected })
    expect(into).toEqual(expected)
    return into
  }

  it('levies the golden case in which a rounded quotient is wrong', () => {
    const weight = 1_208_925_819_614_629_174_706_175n
    expect([...levied([5n], fraction(weight - 1n, weight))]).toEqual([4n])
  })

  it.each(totals.map((total) => ({ total })))(
    'equals the plain engine around every multiple of $total and at its edges',
    ({ total }) => {
      for (const amount of amountsUpTo(total)) {
        const theta = fraction(amount, total)
        levied(adversarialBases(theta), theta)
      }
    },
  )

  it('equals the plain engine on random columns, capped and not', () => {
    fc.assert(
      fc.property(anyColumns, anyTheta, ({ bases, caps }, theta) => {
        levied(bases, theta)
        levied(bases, theta, caps)
      }),
      { numRuns: 3000 },
    )
  })

  it('equals the plain engine where most floors are in doubt', () => {
    const [base, theta] = [MAX_AMOUNT - 24n, fraction(MAX_AMOUNT / 3n, MAX_AMOUNT - 24n)]
    levied(Array<bigint>(10_000).fill(base), theta)
    levied(
      [...Array(20_000).keys()].map((index) => BigInt(index) * 36n),
      fraction(1n, 36n),
    )
  })

  it('equals the plain engine where large bases come after many small ones', () => {
    const bases = Array.from(
      { length: 13_001 },
      (_, index) => 2n ** BigInt(Math.floor(index / 210)) + 7n,
    )
    levied(bases, fraction(2n ** 61n - 3n, 2n ** 66n + 1n))
  })

  it('takes a share of 1 and above as every cap', () => {
    const [bases, caps] = [
      [0n, 7n, MAX_AMOUNT],
      [0n, 3n, 5n],
    ]
    expect([...levied(bases, fraction(1n, 1n))]).toEqual(bases)
    expect([...levied(bases, fraction(9n, 2n), caps)]).toEqual(caps)
  })

  it('has an exact answer where no multiplier serves', () => {
    const theta = fraction(2n ** 97n - 1n, 2n ** 97n)
    expect(multiplierOf(theta, { bits: 24, count: 4 })).toBeNull()
    levied([0n, 1n, 2n, MAX_AMOUNT], theta)
  })

  it('adds up totals beyond 64 bits, over parts of a buffer too', () => {
    const amounts = columnOf(Array<bigint>(9_000).fill(MAX_AMOUNT))
    expect(engine.total(amounts)).toBe(9_000n * MAX_AMOUNT)
    expect(engine.total(amounts.subarray(1, 5))).toBe(4n * MAX_AMOUNT)
    expect(engine.total(amounts.subarray(0, 3))).toBe(3n * MAX_AMOUNT)
    expect(engine.total(amounts.subarray(0, 0))).toBe(0n)
  })

  it('refuses columns of unequal length', () => {
    const columns = { bases: columnOf([1n, 2n]), into: columnOf([1n]) }
    expect(() => engine.levy({ ...columns, theta: fraction(1n, 2n) })).toThrow('equal length')
  })
})

describe('allocation-apply.wasm', () => {
  it('is what its source compiles to, and imports nothing', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ballast-'))
    const [root, outFile] = [
      fileURLToPath(new URL('../..', import.meta.url)),
      join(folder, 'fresh'),
    ]
    // As a command: importing the compiler would give every array of the project its global types.
    const compiler = join(root, 'node_modules/assemblyscript/bin/asc.js')
    const words = [compiler, '--config', 'asconfig.json', '--outFile', outFile]
    execFileSync(process.execPath, words, { cwd: root })
    expect(readFileSync(outFile)).toEqual(compiled)
    expect(WebAssembly.Module.imports(new WebAssembly.Module(compiled))).toEqual([])
    rmSync(folder, { recursive: true })
  })
})

const columnOf = (amounts: readonly bigint[]): BigUint64Array => BigUint64Array.from(amounts)

/** Small, prime, beside powers of two, at the width of an amount, and beyond 64 and 83 bits. */
const totals: bigint[] = [
  ...[1n, 2n, 3n, 7n, 10n, 36n, 97n, 1_000_003n, 2n ** 61n - 1n, 2n ** 89n - 1n, 10n ** 24n],
  ...[24n, 31n, 32n, 33n, 48n, 53n, 62n, 63n, 64n, 83n, 96n, 107n].flatMap((exponent) => [
    2n ** exponent - 1n,
    2n ** exponent,
    2n ** exponent + 1n,
  ]),
]

const amountsUpTo = (total: bigint): bigint[] => [
  ...[0n, 1n, total / 36n, total / 36n + 1n, total / 2n, total - 1n, total].filter(
    (amount) => amount <= total,
  ),
]

/** Where ⌊θ·b⌋ jumps: multiples of q and of q/p, one below and one above, at every size of b. */
const adversarialBases = ({ numerator, denominator }: Fraction): bigint[] => {
  const jumps = [0n, 1n, 2n, 3n, 1000n, 2n ** 31n, 2n ** 40n].flatMap((times) => [
    times * denominator,
    numerator === 0n ? 0n : (times * denominator) / numerator,
  ])
  const largest = [MAX_AMOUNT, 2n ** 48n, 2n ** 32n].flatMap((limit) => [
    limit,
    limit - (limit % denominator),
  ])
  return [...jumps, ...largest]
    .flatMap((base) => [base - 1n, base, base + 1n])
    .filter((base) => base >= 0n && base <= MAX_AMOUNT)
}

const anyAmount = fc.oneof(
  fc.bigInt({ min: 0n, max: MAX_AMOUNT }),
  fc.bigInt({ min: 0n, max: 2n ** 33n }),
  fc.bigInt({ min: 0n, max: 5n }),
)

const anyColumns = fc.array(fc.tuple(anyAmount, anyAmount), { maxLength: 40 }).map((claims) => ({
  bases: claims.map(([base]) => base),
  caps: claims.map(([base, cap]) => (cap < base ? cap : base)),
}))

const anyTheta = fc
  .oneof(...[8n, 33n, 64n, 83n, 100n].map((bits) => fc.bigInt({ min: 1n, max: 2n ** bits })))
  .chain((total) => fc.tuple(fc.bigInt({ min: 0n, max: total + total / 8n }), fc.constant(total)))
  .map(([amount, total]) => fraction(amount, total))
