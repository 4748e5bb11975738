// The fast way against the reading copy: the same constants and the same levies, or none at all.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { javascriptEngine } from './allocation-apply-javascript'
import { groupByOwner } from './allocation-group'
import { leviesBy } from './allocation-levy'
import { capUnder, NO_LIMITS } from './allocation-limits'
import { levyTiers, packClaims, searchConstants } from './allocation-packed'
import { bearable } from './allocation-population.example'
import type { Rule } from './allocation-schedule'
import { solve } from './allocation-solve'
import { plainClaim } from './claim.example'
import { fraction } from './fraction'
import { MAX_AMOUNT, sum } from './money'

const PARAMETRIC = ['pro-rata', 'equal-levy', 'level-down', 'talmud'] as const

describe.each(PARAMETRIC)('%s over packed columns', (rule) => {
  it('is what solve and levy give, claim by claim', () => {
    let packed = 0
    fc.assert(
      fc.property(bearable([rule], ['floor']), ({ claims, terms, collected }) => {
        const parties = groupByOwner(claims).map(({ claim }) => claim)
        const caps = parties.map((claim) => capUnder(claim, terms.limits))
        const tiers = packClaims(parties, { rule, caps })
        if (tiers === null) return
        packed += 1
        const schedule = solve(parties, { ...terms, collected })
        const constants = searchConstants(tiers, { rule, collected })
        expect(solve(parties, { ...terms, collected }, constants)).toEqual(schedule)
        expect(levyTiers(javascriptEngine, { tiers, constants })).toEqual(
          parties.map(leviesBy(schedule)),
        )
      }),
      { numRuns: 1000 },
    )
    expect(packed).toBeGreaterThan(500)
  })
})

describe('packClaims', () => {
  const packed = (rule: Rule, bases: readonly bigint[]) => {
    const claims = bases.map((base, index) => plainClaim(`a${index}`, base, { score: '1' }))
    return packClaims(claims, { rule, caps: claims.map((claim) => capUnder(claim, NO_LIMITS)) })
  }

  it('leaves amounts beyond 63 bits and the queue to the reading copy', () => {
    expect(packed('pro-rata', [MAX_AMOUNT])).not.toBeNull()
    expect(packed('pro-rata', [MAX_AMOUNT, MAX_AMOUNT + 1n])).toBeNull()
    expect(packed('queue', [1n])).toBeNull()
  })

  it('leaves many different weights to the reading copy', () => {
    const weighted = (count: number) => {
      const claims = Array.from({ length: count }, (_, index) =>
        plainClaim(`a${index}`, 5n, { weight: fraction(1n, BigInt(index + 1)) }),
      )
      return packClaims(claims, { rule: 'pro-rata', caps: claims.map(({ base }) => base) })
    }
    expect(weighted(32)).toHaveLength(32)
    expect(weighted(33)).toBeNull()
  })

  it('makes one tier of each weight, in which no claim is lost', () => {
    fc.assert(
      fc.property(bearable(['pro-rata'], ['floor']), ({ claims, terms }) => {
        const caps = claims.map((claim) => capUnder(claim, terms.limits))
        const tiers = packClaims(claims, { rule: 'pro-rata', caps }) ?? []
        const places = tiers.flatMap((tier) => tier.places)
        expect(places.toSorted((a, b) => a - b)).toEqual(claims.map((_, index) => index))
        expect(sum(tiers.flatMap(({ piece }) => [...piece.caps]))).toBe(sum(caps))
      }),
    )
  })
})
