import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beginSearch, endPass, readPiece, type Piece, type PieceSearch } from './allocation-pieces'
import { fraction, type Fraction } from './fraction'
import { MAX_AMOUNT, sum } from './money'
import { plainClaim } from './claim.example'
import { solve } from './allocation-solve'
import { plainTerms } from './allocation-terms'
import { javascriptEngine } from './allocation-apply-javascript'
import { leviesBy } from './allocation-levy'
import { levyPiece } from './allocation-pieces-levy'
import type { PiecewiseConstants, PiecewiseRule } from './allocation-pieces'

type Member = { base: bigint; cap: bigint; weight: Fraction | null }
const WEIGHTS = [null, fraction(1n, 2n), fraction(5n, 4n), fraction(2n ** 31n - 1n, 3n)]
const RULES = ['pro-rata', 'equal-levy', 'level-down', 'talmud'] as const

describe.each(RULES)('%s in pieces', (rule) => {
  const has = { weights: rule === 'pro-rata', caps: rule !== 'talmud' }

  it('finds the very fraction that solving the whole population finds', () => {
    fc.assert(
      fc.property(anyProblem(has), ({ members, collected }) => {
        expect(searched(rule, members, collected).constants).toEqual(
          constantsOf(rule, members, collected),
        )
      }),
      { numRuns: 1000 },
    )
  })

  it('levies every piece as the schedule levies every claim', () => {
    fc.assert(
      fc.property(anyProblem(has), ({ members, collected }) => {
        const schedule = scheduleOf(rule, members, collected)
        const [constants, levyOf] = [constantsOf(rule, members, collected), leviesBy(schedule)]
        for (const tier of tiersOf(members)) {
          const piece = pieceOf(tier)
          const into = new BigUint64Array(tier.length)
          levyPiece(javascriptEngine, { constants, piece, into })
          expect([...into]).toEqual(tier.map((member) => levyOf(claimOf(member))))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('ends within few passes where claims span all sizes', () => {
    const members = Array.from({ length: 5000 }, (_, index): Member => {
      const base = 2n ** BigInt(index % 62) + BigInt(index)
      return { base, cap: has.caps ? base / BigInt(1 + (index % 7)) : base, weight: null }
    })
    const capacity = sum(members.map(({ cap }) => cap))
    for (const share of [1n, 100n, 5000n, 9000n, 9999n, 10_000n]) {
      const { constants, passes } = searched(rule, members, (capacity * share) / 10_000n)
      expect(constants).toEqual(constantsOf(rule, members, (capacity * share) / 10_000n))
      expect(passes).toBeLessThan(70)
    }
  })

  it('refuses an amount of 0 and one above the capacity', () => {
    expect(() => beginSearch({ rule, collected: 0n, capacity: 5n })).toThrow('above 0')
    expect(() => beginSearch({ rule, collected: 6n, capacity: 5n })).toThrow('capacity')
  })
})

/** One claim a piece or many; the state between pieces is what JSON can keep. */
const searched = (
  rule: PiecewiseRule,
  members: readonly Member[],
  collected: bigint,
): PieceSearch => {
  const capacity = sum(members.map(({ cap }) => cap))
  let search = beginSearch({ rule, collected, capacity })
  const pieces = piecesOf(members)
  while (search.constants === null) {
    for (const piece of pieces) {
      search = JSON.parse(JSON.stringify(readPiece(search, piece))) as PieceSearch
    }
    search = endPass(search)
  }
  return search
}

const tiersOf = (members: readonly Member[]): Member[][] =>
  WEIGHTS.map((weight) => members.filter((member) => member.weight === weight))

const pieceOf = (members: readonly Member[]): Piece => {
  const weight = members[0]?.weight
  return {
    bases: BigUint64Array.from(members, ({ base }) => base),
    caps: BigUint64Array.from(members, ({ cap }) => cap),
    ...(weight ? { weight } : {}),
  }
}

const piecesOf = (members: readonly Member[]): Piece[] =>
  tiersOf(members).flatMap((tier) => {
    const half = Math.ceil(tier.length / 2)
    return [pieceOf(tier.slice(0, half)), pieceOf(tier.slice(half))]
  })

const claimOf = ({ base, ...rest }: Member, index = 0) => plainClaim(`a${index}`, base, rest)

const scheduleOf = (rule: PiecewiseRule, members: readonly Member[], collected: bigint) =>
  solve(members.map(claimOf), { ...plainTerms(rule), collected })

const constantsOf = (
  rule: PiecewiseRule,
  members: readonly Member[],
  collected: bigint,
): PiecewiseConstants => {
  const schedule = scheduleOf(rule, members, collected)
  switch (schedule.rule) {
    case 'pro-rata':
    case 'equal-levy':
      return { rule: schedule.rule, theta: schedule.theta }
    case 'level-down':
      return { rule: schedule.rule, mu: schedule.mu }
    case 'talmud':
      return { rule: schedule.rule, theta: schedule.theta, half: schedule.half }
    case 'queue':
      throw new Error('expected a rule that is solved in pieces')
  }
}

const anyAmount = fc.oneof(
  fc.bigInt({ min: 0n, max: 6n }),
  fc.bigInt({ min: 0n, max: 1000n }),
  fc.bigInt({ min: 0n, max: MAX_AMOUNT }),
)

const anyProblem = (has: { weights: boolean; caps: boolean }) =>
  fc
    .array(
      fc.record({
        base: anyAmount,
        limit: anyAmount,
        isCapped: fc.boolean(),
        weight: fc.constantFrom(...WEIGHTS),
      }),
      {
        minLength: 1,
        maxLength: 12,
      },
    )
    .map((claims) =>
      claims.map(({ base, limit, isCapped, weight }): Member => ({
        base,
        cap: has.caps && isCapped && limit < base ? limit : base,
        weight: has.weights ? weight : null,
      })),
    )
    .filter((members) => members.some(({ cap }) => cap > 0n))
    .chain((members) => {
      const capacity = sum(members.map(({ cap }) => cap))
      const collected = fc.oneof(
        fc.bigInt({ min: 1n, max: capacity }),
        fc.constantFrom(1n, capacity, capacity > 1n ? capacity - 1n : 1n),
      )
      return fc.record({ members: fc.constant(members), collected })
    })
