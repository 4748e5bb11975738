// Times a new loss on prepared claims: every rule, without caps, with caps by class and with caps of their own.
import { createHash } from 'node:crypto'
import { limitClaims, type LimitedClaims } from '@/lib/domain/allocation-scenario/limited'
import { NO_LIMITS, type Limits } from '@/lib/domain/allocation-limits'
import {
  prepareColumns,
  type ClaimColumns,
  type PreparedClaims,
} from '@/lib/domain/allocation-scenario/prepared'
import { javascriptPasses, type PassEngine } from '@/lib/domain/allocation-scenario/passes'
import { answerScenario } from '@/lib/domain/allocation-scenario/scenario'
import type { Rule } from '@/lib/domain/allocation-schedule'
import { fraction } from '@/lib/domain/fraction'
import { tell } from './measurement'
import { openWasmPasses } from './pass-module'

const SIZES = [10_000, 100_000, 1_000_000, 10_000_000]
const LOSSES = 31
const MOVES = 11
const PREPARATIONS = 5
const LARGEST_CAPPED = 1_000_000
const UNCAPPED = ['pro-rata', 'equal-levy', 'level-down', 'talmud', 'queue'] as const
const CAPPED = ['pro-rata', 'equal-levy', 'level-down', 'queue'] as const

export const benchScenario = (sizes: readonly number[] = SIZES): void => {
  const engines = { wasm: openWasmPasses(), javascript: javascriptPasses }
  for (const size of sizes) {
    const engine = engines.wasm
    benchPopulation('uncapped', { size, columns: uncapped(size), rules: UNCAPPED, engine })
    if (size > LARGEST_CAPPED) continue
    for (const [name, engine] of Object.entries(engines)) {
      const capped = { size, rules: CAPPED, engine }
      benchPopulation(`caps by class, ${name}`, { ...capped, columns: cappedByClass(size) })
      benchPopulation(`own caps, ${name}`, { ...capped, columns: cappedSingly(size) })
    }
    benchPopulation('three weights', { size, columns: weighted(size), rules: ['pro-rata'], engine })
  }
}

type Bench = {
  size: number
  columns: ClaimColumns
  rules: readonly Rule[]
  engine: PassEngine
}

const benchPopulation = (name: string, { size, columns, rules, engine }: Bench): void => {
  const { prepared, limited } = benchPreparation(name, { size, columns, engine })
  for (const rule of rules) {
    // The queue's order stands beside the claims only for the queue.
    const claims = rule === 'queue' ? queuedClaims(columns, engine) : limited
    benchLosses(`${name}: ${rule}, new loss`, { claims, rule })
    if (rule !== 'queue' && size <= LARGEST_CAPPED)
      benchLimits(`${name}: ${rule}`, { prepared, rule })
  }
}

const benchPreparation = (
  name: string,
  { size, columns, engine }: Omit<Bench, 'rules'>,
): { prepared: PreparedClaims; limited: LimitedClaims } => {
  const runs = timed(PREPARATIONS, () => {
    const prepared = prepareColumns(columns, engine)
    return { prepared, limited: limitClaims(prepared, NO_LIMITS) }
  })
  const last = runs.last
  const checksum = digestOf([last.limited.capacity])
  tell({ name: `${name}: prepare`, size, unit: 'ms', values: runs.values, checksum })
  const bytes = bytesOf(last) / size
  tell({ name: `${name}: bytes a claim`, size, unit: 'bytes', values: [bytes], checksum })
  return last
}

const queuedClaims = (columns: ClaimColumns, engine: PassEngine): LimitedClaims => {
  const queue = Uint32Array.from(columns.bases.keys()).reverse()
  return limitClaims(prepareColumns({ ...columns, queue }, engine), NO_LIMITS)
}

const benchLosses = (
  name: string,
  { claims, rule }: { claims: LimitedClaims; rule: Rule },
): void => {
  const runs = timed(LOSSES, (run) => answered(claims, { rule, run }))
  const { size } = claims.prepared
  tell({ name, size, unit: 'ms', values: runs.values, checksum: digestOf(runs.answers) })
}

/** The amount goes from a hundredth of the capacity to nearly all of it. */
const answered = (claims: LimitedClaims, { rule, run }: { rule: Rule; run: number }): unknown[] => {
  const collected = (claims.capacity * BigInt(3 * run + 1)) / 100n + BigInt(run) + 1n
  const answer = answerScenario(claims, { rule, collected })
  if (answer.kind === 'infeasible') return [answer.missing]
  const { constants, largestLevy, chargedCount, cappedCount } = answer
  return [constants.theta, constants.mu, largestLevy, chargedCount, cappedCount]
}

/** A threshold or a cap fraction that moves, each with a loss of its own. */
const benchLimits = (
  name: string,
  { prepared, rule }: { prepared: PreparedClaims; rule: Rule },
): void => {
  const moving = (limitsAt: (run: number) => Limits) =>
    timed(MOVES, (run) => answered(limitClaims(prepared, limitsAt(run)), { rule, run }))
  const tellRuns = (what: string, { values, answers }: ReturnType<typeof moving>): void => {
    tell({
      name: `${name}, ${what}`,
      size: prepared.size,
      unit: 'ms',
      values,
      checksum: digestOf(answers),
    })
  }
  const exemptions = moving((run) => ({ ...NO_LIMITS, exemptBelow: 1n << BigInt(8 + 2 * run) }))
  tellRuns('moving threshold', exemptions)
  if (rule === 'talmud') return
  const fractions = moving((run) => ({
    ...NO_LIMITS,
    capFraction: fraction(BigInt(20 + 3 * run), 100n),
  }))
  tellRuns('moving cap fraction', fractions)
}

const timed = <Answer>(
  runs: number,
  work: (run: number) => Answer,
): { values: number[]; answers: Answer[]; last: Answer } => {
  // Once for the compiler, which is not what is measured.
  let last = work(0)
  const values: number[] = []
  const answers: Answer[] = []
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now()
    last = work(run)
    values.push(performance.now() - began)
    answers.push(last)
  }
  return { values, answers, last }
}

const digestOf = (answers: unknown): string => {
  const text = JSON.stringify(answers, (_, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  )
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}

/** Every buffer that the claims hold, each once. */
const bytesOf = (held: unknown): number => {
  const buffers = new Set<ArrayBufferLike>()
  const visit = (value: unknown): void => {
    if (ArrayBuffer.isView(value)) buffers.add(value.buffer)
    else if (typeof value === 'object' && value !== null)
      for (const part of Object.values(value)) visit(part)
  }
  visit(held)
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0)
}

const PLAIN = { caps: null, equities: null, tiers: null, weights: [], queue: null }

const uncapped = (size: number): ClaimColumns => ({ ...PLAIN, bases: basesOf(size) })

/** Three classes: a third may lose all, a third a half, a third a tenth. */
const cappedByClass = (size: number): ClaimColumns => {
  const bases = basesOf(size)
  const shares = [1n, 2n, 10n]
  return { ...PLAIN, bases, caps: bases.map((base, at) => base / (shares[at % 3] ?? 1n)) }
}

const cappedSingly = (size: number): ClaimColumns => {
  const bases = basesOf(size)
  const shares = random(size, 11n)
  return { ...PLAIN, bases, caps: bases.map((base, at) => (base * BigInt(shares[at] ?? 0)) >> 32n) }
}

const weighted = (size: number): ClaimColumns => ({
  ...PLAIN,
  bases: basesOf(size),
  tiers: Uint8Array.from({ length: size }, (_, at) => at % 3),
  weights: [fraction(1n, 1n), fraction(3n, 4n), fraction(1n, 2n)],
})

/** Profits over eleven orders of magnitude, as real ones are: a random size and a random mantissa. */
const basesOf = (size: number): BigUint64Array => {
  const [mantissas, sizes] = [random(size, 7n), random(size, 5n)]
  return BigUint64Array.from({ length: size }, (_, at) => {
    const shift = BigInt((sizes[at] ?? 0) % 38)
    return BigInt(mantissas[at] ?? 0) >> (37n - shift > 31n ? 31n : 37n - shift)
  })
}

/** The same every time: the top words of a linear congruence. */
const random = (size: number, seed: bigint): Uint32Array => {
  const values = new Uint32Array(size)
  let state = Number(seed)
  for (let at = 0; at < size; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    values[at] = (state ^ Math.imul(state >>> 15, 0x2c1b_3c6d)) >>> 0
  }
  return values
}
