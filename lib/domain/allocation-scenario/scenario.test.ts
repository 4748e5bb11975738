// Answers about prepared claims agree with exact fractions straight from the definitions.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareClaims } from './columns'
import type { ChargeableClaim } from '../allocation-group'
import { exactLevies } from '../allocation-levy'
import { capUnder, isBelowThreshold, NO_LIMITS, type Limits } from '../allocation-limits'
import { limitClaims } from './limited'
import { javascriptPasses, type PassEngine } from './passes'
import { wasmPasses } from './passes-wasm'
import { answerScenario, type Scenario } from './scenario'
import type { Rule, Schedule } from '../allocation-schedule'
import { solve } from '../allocation-solve'
import { plainClaim } from '../claim.example'
import { compareFractions, fraction, fractionToJson, ZERO, type Fraction } from '../fraction'
import { MAX_AMOUNT, sum } from '../money'

type Problem = { claims: ChargeableClaim[]; rule: Rule; limits: Limits; part: bigint }

const answer = ({ claims, limits, part }: Problem, engine: PassEngine) => {
  const limited = limitClaims(prepareClaims(claims, engine), limits)
  const capacity = sum(claims.map((claim) => capUnder(claim, limits)))
  expect(limited.capacity).toBe(capacity)
  const collected = 1n + ((capacity - 1n) * part) / 1000n
  return { limited, capacity, collected }
}

const solved = (problem: Problem, engine: PassEngine) => {
  const { limited, capacity, collected } = answer(problem, engine)
  if (capacity === 0n) return null
  const scenario = answerScenario(limited, { rule: problem.rule, collected, largestShortfall: 7n })
  if (scenario.kind === 'infeasible') throw new Error('expected a feasible run')
  const { rule, limits } = problem
  const schedule = solve(problem.claims, { rule, limits, rounding: 'floor', collected })
  return { scenario, schedule, collected }
}

const agreesBy =
  (engine: PassEngine) =>
  (problem: Problem): void => {
    const found = solved(problem, engine)
    if (found === null) return
    const { scenario, schedule, collected } = found
    expect(constantsOf(scenario)).toEqual(constantsOf(schedule))
    const wanted = reference(problem, { schedule, collected })
    for (const [name, value] of Object.entries(wanted.exact)) {
      expect([name, scenario[name as keyof Scenario]]).toEqual([name, value])
    }
    const shown: Record<string, number[]> = {
      gini: [scenario.gini],
      proportionalityDeviation: [scenario.proportionalityDeviation],
      levyLorenz: [...scenario.levyLorenz],
      payoutLorenz: [...scenario.payoutLorenz],
    }
    for (const [name, values] of Object.entries(wanted.floats)) {
      for (const [at, value] of values.entries()) {
        const got = shown[name]?.[at] ?? Number.NaN
        const isNear = Math.abs(got - value) <= 1e-9 * Math.abs(value) + 1e-12
        expect([name, at, isNear ? value : got]).toEqual([name, at, value])
      }
    }
  }

const constantsOf = (from: Scenario | Schedule): object => {
  if (!('constants' in from)) {
    return {
      theta: 'theta' in from ? from.theta : null,
      mu: 'mu' in from ? from.mu : null,
      half: 'half' in from ? from.half : null,
    }
  }
  const { theta, mu, half } = from.constants
  return { theta: theta && fractionToJson(theta), mu: mu && fractionToJson(mu), half }
}

// The reference: one exact levy a claim, sorted, straight from allocation.md §4.
const reference = (
  { claims, limits }: Problem,
  { schedule, collected }: { schedule: Schedule; collected: bigint },
) => {
  const levyOf = exactLevies(schedule)
  const rows = claims
    .filter((claim) => claim.class !== 'exempt')
    .map((claim) => {
      const levy = levyOf(claim)
      const floor = levy.numerator / levy.denominator
      return { base: claim.base, cap: capUnder(claim, limits), levy, floor, claim }
    })
  const levies = rows.map(({ levy }) => levy).sort(compareFractions)
  const payouts = rows.map((row) => minus(row.base, row.levy)).sort(compareFractions)
  const floors = rows.map(({ floor }) => floor).sort(ascending)
  const largestLevy = floors[floors.length - 1] ?? 0n
  const bases = rows.filter(({ floor }) => floor === largestLevy).map(({ base }) => base)
  const least = bases.sort(ascending)[0] ?? 0n
  const kept = rows.map(({ base, floor }) => base - floor)
  const largestPayout = [...kept].sort(ascending)[kept.length - 1] ?? 0n
  const count = rows.length
  const middle = (floors[(count - 1) >> 1] ?? 0n) + (floors[count >> 1] ?? 0n)
  const charged = rows.filter(({ claim }) => !isBelowThreshold(claim, limits))
  const chargedBase = sum(charged.map(({ base }) => base))
  const capacity = sum(rows.map(({ cap }) => cap))
  const top = (most: number): Fraction => {
    const taken = total(levies.slice(Math.max(0, count - most)))
    return fraction(taken.numerator, taken.denominator * collected)
  }
  return {
    exact: {
      capacity,
      chargedBase,
      rate: fraction(collected, chargedBase),
      utilisation: fraction(collected, capacity),
      top1Share: top(1),
      top10Share: top(10),
      top1PercentShare: top(Math.ceil(count / 100)),
      top10PercentShare: top(Math.ceil(count / 10)),
      largestLevy,
      largestLevyShareOfBase: largestLevy === 0n ? ZERO : fraction(largestLevy, least),
      medianLevy: fraction(middle, 2n),
      largestPayout,
      ptsr: fraction(largestPayout, collected),
      pmr: fraction(largestPayout, 7n),
      chargedCount: floors.filter((floor) => floor > 0n).length,
      cappedCount: rows.filter(({ floor, cap }) => floor > 0n && floor === cap).length,
      belowThresholdCount: count - charged.length,
      levyBins: bins(floors),
      payoutBins: bins(kept),
    },
    floats: {
      gini: [gini(payouts)],
      proportionalityDeviation: [deviation(rows)],
      levyLorenz: lorenz(levies),
      payoutLorenz: lorenz(payouts),
    },
  }
}

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : Number(a > b))
const minus = (base: bigint, { numerator, denominator }: Fraction): Fraction =>
  fraction(base * denominator - numerator, denominator)
const plus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)
const total = (values: readonly Fraction[]): Fraction => values.reduce(plus, ZERO)
const toNumber = ({ numerator, denominator }: Fraction): number => {
  const scaled = (numerator * 10n ** 40n) / denominator
  return Number(scaled) / 1e40
}

const bins = (amounts: readonly bigint[]): number[] =>
  Array.from({ length: 64 }, (_, bin) => {
    const [from, to] = bin === 0 ? [0n, 1n] : [1n << BigInt(bin - 1), 1n << BigInt(bin)]
    return amounts.filter((amount) => amount >= from && amount < to).length
  })

const lorenz = (ascended: readonly Fraction[]): number[] => {
  const whole = total(ascended)
  return Array.from({ length: 100 }, (_, k) => {
    if (whole.numerator === 0n) return 0
    const part = total(ascended.slice(0, Math.ceil(((k + 1) * ascended.length) / 100)))
    return toNumber(
      fraction(part.numerator * whole.denominator, part.denominator * whole.numerator),
    )
  })
}

const area = (steps: readonly { width: Fraction; height: Fraction }[]): number => {
  let [sumOfAreas, cumulative, widths] = [ZERO, ZERO, ZERO]
  for (const { width, height } of steps) {
    const next = plus(cumulative, height)
    const both = plus(next, cumulative)
    sumOfAreas = plus(
      sumOfAreas,
      fraction(width.numerator * both.numerator, width.denominator * both.denominator),
    )
    widths = plus(widths, width)
    cumulative = next
  }
  if (cumulative.numerator === 0n) return 0
  const whole = fraction(
    widths.numerator * cumulative.numerator,
    widths.denominator * cumulative.denominator,
  )
  const rest = plus(whole, { ...sumOfAreas, numerator: -sumOfAreas.numerator })
  return toNumber(fraction(rest.numerator * whole.denominator, rest.denominator * whole.numerator))
}

const whole = (amount: bigint): Fraction => ({ numerator: amount, denominator: 1n })
const gini = (payouts: readonly Fraction[]): number =>
  area(payouts.map((height) => ({ width: whole(1n), height })))
const deviation = (rows: readonly { base: bigint; levy: Fraction }[]): number =>
  area(
    rows
      .map(({ base, levy }) => ({ base, height: minus(base, levy) }))
      .sort((a, b) => ascending(a.base, b.base) || compareFractions(a.height, b.height))
      .map(({ base, height }) => ({ width: whole(base), height })),
  )

// Populations: small amounts make ties, large ones reach 2^63 − 1 and totals beyond 2^64.
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 12n }),
  fc.bigInt({ min: 0n, max: 100_000n }),
  fc.bigInt({ min: MAX_AMOUNT - 5n, max: MAX_AMOUNT }),
  fc.bigInt({ min: 0n, max: MAX_AMOUNT }),
)
const part = fc.oneof(
  fc.constantFrom(0n, 1n, 500n, 999n, 1000n),
  fc.bigInt({ min: 0n, max: 1000n }),
)
const weight = fc.constantFrom(null, fraction(3n, 2n), fraction(1n, 3n), fraction(5n, 1n))
const shares = [fraction(0n, 1n), fraction(1n, 10n), fraction(1n, 2n), fraction(35n, 100n)]

type Kind = { isCapped?: boolean; isWeighted?: boolean; maxLength?: number }
const population = ({ isCapped, isWeighted, maxLength = 40 }: Kind) =>
  fc.array(
    fc.record({
      base: amount,
      cap: isCapped ? fc.option(fc.oneof(amount, fc.constantFrom(...shares))) : fc.constant(null),
      weight: isWeighted ? weight : fc.constant(null),
      score: fc.integer({ min: -3, max: 3 }).map(String),
      equity: fc.option(fc.bigInt({ min: -5n, max: 100n })),
      kind: fc.constantFrom('eligible', 'eligible', 'house', 'exempt'),
    }),
    { minLength: maxLength > 40 ? 200 : 1, maxLength },
  )

const problems = (rules: readonly Rule[], kind: Kind, limits: fc.Arbitrary<Limits>) =>
  fc
    .record({ rows: population(kind), rule: fc.constantFrom(...rules), limits, part })
    .map(({ rows, rule, limits: under, part: share }): Problem => {
      const claims = rows.map(({ base, cap, kind: of, ...rest }, index) =>
        plainClaim(`a${String(index).padStart(3, '0')}`, base, {
          ...rest,
          class: of as 'eligible',
          cap: capWithin(base, cap),
        }),
      )
      return { claims, rule, limits: under, part: share }
    })

const capWithin = (base: bigint, cap: bigint | Fraction | null): bigint | null => {
  if (cap === null) return null
  if (typeof cap === 'bigint') return cap < base ? cap : base
  return (base * cap.numerator) / cap.denominator
}

const threshold = fc.constantFrom(null, 5n, 60_000n, MAX_AMOUNT - 2n)
const fractionLimit = fc.constantFrom(
  ...shares,
  fraction(1n, 1n),
  fraction(123_456_789_012n, 500_000_000_003n),
)
const CAPPABLE = ['pro-rata', 'equal-levy', 'level-down', 'queue'] as const
const runs = { numRuns: 200 }

const compiled = readFileSync(new URL('../allocation-scenario.wasm', import.meta.url))
const engines = {
  JavaScript: javascriptPasses,
  WebAssembly: wasmPasses(new WebAssembly.Module(compiled)),
}

describe.each(Object.entries(engines))('answers about prepared claims in %s', (_, engine) => {
  const agrees = agreesBy(engine)
  const thresholds = threshold.map((exemptBelow): Limits => ({ ...NO_LIMITS, exemptBelow }))

  it.each(['pro-rata', 'equal-levy', 'level-down', 'talmud', 'queue'] as const)(
    'are exact for %s without caps',
    (rule) => {
      fc.assert(fc.property(problems([rule], {}, thresholds), agrees), runs)
    },
  )

  it.each(CAPPABLE)('are exact for %s with a cap for every claim', (rule) => {
    fc.assert(fc.property(problems([rule], { isCapped: true }, thresholds), agrees), runs)
  })

  it.each(CAPPABLE)('are exact for %s under a cap fraction', (rule) => {
    const limits = fc
      .record({ exemptBelow: threshold, capFraction: fractionLimit })
      .map((some): Limits => ({ ...NO_LIMITS, ...some }))
    fc.assert(fc.property(problems([rule], {}, limits), agrees), runs)
  })

  it.each(CAPPABLE)('are exact for %s under all limits at once', (rule) => {
    const minEquity = fc.constantFrom(null, 0n, 40n)
    const limits = fc.record({ exemptBelow: threshold, capFraction: fractionLimit, minEquity })
    fc.assert(fc.property(problems([rule], { isCapped: true }, limits), agrees), runs)
  })

  it('are exact for weights, with and without caps', () => {
    const limits = fc
      .record({ exemptBelow: threshold, capFraction: fc.option(fractionLimit) })
      .map((some): Limits => ({ ...NO_LIMITS, ...some }))
    const weighted = problems(['pro-rata'], { isWeighted: true }, limits)
    const capped = problems(['pro-rata'], { isWeighted: true, isCapped: true }, limits)
    fc.assert(fc.property(weighted, agrees), runs)
    fc.assert(fc.property(capped, agrees), runs)
  })

  it.each(['pro-rata', 'equal-levy', 'level-down', 'queue'] as const)(
    'are exact for %s where sums span many blocks',
    (rule) => {
      const plain = problems([rule], { maxLength: 400 }, thresholds)
      const capped = problems([rule], { isCapped: true, maxLength: 400 }, thresholds)
      fc.assert(fc.property(plain, agrees), { numRuns: 20 })
      fc.assert(fc.property(capped, agrees), { numRuns: 20 })
    },
  )

  it('say what is missing above capacity', () => {
    const limited = limitClaims(prepareClaims([plainClaim('a', 5n)], engine), NO_LIMITS)
    expect(answerScenario(limited, { rule: 'talmud', collected: 6n })).toEqual({
      kind: 'infeasible',
      capacity: 5n,
      missing: 1n,
    })
  })
})
