// Where the rate is recomputed, where it is said that it is not, and constants that no run can have.
import { describe, expect, it } from 'vitest'
import { population } from '../allocation-population.example'
import type { SealedSchedule } from '../allocation-schedule'
import { plainTerms } from '../allocation-terms'
import type { AccountPart, PublicSide } from './format'
import { exampleRun, publish, settle } from './merkle-sum-tree.example'
import { CHECKS, verifyAccount } from './verification'
import type { Presented } from './verification-case'
import { failing, presented, scheduled } from './verification.example'
import { uncheckedRate } from './verification-rate'

/** A friend with half of the bases pays nothing: the other claim pays for him, at twice the rate. */
const withFriend = (terms: object): Presented & { part: AccountPart; side: PublicSide } => {
  const theta = { numerator: '1', denominator: '5' }
  const settled = settle({
    claims: population([500n, 500n]),
    terms: plainTerms('pro-rata'),
    collected: 100n,
  })
  const claims = settled.claims.map((one, at) => ({ ...one, levy: at === 0 ? 100n : 0n }))
  const schedule = { rule: 'pro-rata', rounding: 'floor', weighted: false, theta, ...terms }
  return presented(publish({ ...settled, claims, schedule: schedule as SealedSchedule }))
}

describe('the rate', () => {
  const one = { numerator: '1', denominator: '1' }
  const note = ({ side, part }: { side: PublicSide; part: AccountPart }) =>
    uncheckedRate(side, part)
  const isMade = (subject: Presented) => verifyAccount(subject).some(({ name }) => name === 'theta')

  it.each([
    ['no terms', {}],
    ['a threshold of 0', { limits: { exemptBelow: '0' } }],
    ['a threshold that only an empty claim is below', { limits: { exemptBelow: '1' } }],
    ['a cap fraction of 1', { limits: { capFraction: one } }],
    ['limits without members', { limits: {} }],
  ])('is recomputed beside terms that limit nothing: %s', (_, terms) => {
    expect(failing(verifyAccount(withFriend(terms)))).toContain('theta')
    expect(note(withFriend(terms))).toBeNull()
    expect(failing(verifyAccount(scheduled(terms)))).toEqual([])
    expect(isMade(scheduled(terms))).toBe(true)
  })

  it.each([
    ['weights', { weighted: true }, 'claims have weights: yours has none'],
    ['a minimum equity', { limits: { minEquity: '0' } }, 'the policy limits'],
    ['a threshold', { limits: { exemptBelow: '2' } }, 'the policy limits'],
    [
      'a cap fraction',
      { limits: { capFraction: { numerator: '999', denominator: '1000' } } },
      'the policy limits',
    ],
  ])('is not said to be checked under %s, and the note says why', (_, terms, reason) => {
    const subject = scheduled(terms)
    expect(failing(verifyAccount(subject))).toEqual([])
    expect(isMade(subject)).toBe(false)
    expect(note(subject)).toContain('not recomputed, because ')
    expect(note(subject)).toContain(reason)
  })

  it('is not recomputed under another rule or with caps of others', () => {
    const claims = population([500n, 300n, 200n], [null, 10n, null])
    const queue = exampleRun({ claims, terms: plainTerms('queue'), collected: 501n })
    expect(note(presented(queue))).toBe(
      'not recomputed, because under the rule queue it depends on claims that you do not see',
    )
    const capped = exampleRun({ claims, terms: plainTerms('pro-rata'), collected: 101n })
    expect(note(presented(capped))).toContain('caps of their own')
    expect(failing(verifyAccount(presented(capped)))).toEqual([])
  })

  it.each([
    ['a threshold that spares little', { limits: { exemptBelow: '2' } }],
    [
      'a cap fraction that spares little',
      { limits: { capFraction: { numerator: '999', denominator: '1000' } } },
    ],
  ])('does not let a friend off behind %s', (_, terms) => {
    expect(failing(verifyAccount(withFriend(terms)))).toEqual(['constants'])
  })

  it('does not let a friend off behind one unit less of capacity', () => {
    const { side } = withFriend({})
    const totals = { ...side.totals, capacity: '999' }
    const found = CHECKS.substance.find(({ name }) => name === 'constants')
    const { part } = withFriend({})
    const subject = { part, side: { ...side, totals }, typedAccount: 'a' }
    expect(uncheckedRate(subject.side, part)).not.toBeNull()
    expect(found?.find(subject)?.isPassed).toBe(false)
  })
})

describe('the constants of a schedule', () => {
  const part = (numerator: string, denominator = '1') => ({ numerator, denominator })
  const base = { rounding: 'floor', weighted: false }
  const exact = { rule: 'pro-rata', rounding: 'largest-remainder', weighted: false }
  const theta = part('101', '1000')

  it.each<[string, object]>([
    [
      'a cap fraction above 1',
      { ...base, rule: 'pro-rata', theta, limits: { capFraction: part('1001', '1000') } },
    ],
    ['a remainder of 0', { ...exact, theta, remainder: part('0'), cutoff: '07'.repeat(32) }],
    ['a remainder above 1', { ...exact, theta, remainder: part('2') }],
    [
      'a remainder of 1 beside an edge',
      { ...exact, theta, remainder: part('1'), cutoff: '07'.repeat(32) },
    ],
    ['a remainder below 1 without an edge', { ...exact, theta, remainder: part('1', '2') }],
    ['a rate of 0', { ...base, rule: 'pro-rata', theta: part('0'), weighted: true }],
    [
      'a rate above 1',
      { ...base, rule: 'pro-rata', theta: part('3', '2'), limits: { minEquity: '0' } },
    ],
    [
      'a rate that is too low',
      { ...base, rule: 'pro-rata', theta: part('1', '10'), limits: { minEquity: '0' } },
    ],
    ['an equal levy above the amount', { ...base, rule: 'equal-levy', theta: part('102') }],
    ['an equal levy that is too low', { ...base, rule: 'equal-levy', theta: part('33') }],
    ['a level of all bases', { ...base, rule: 'level-down', mu: part('1000') }],
    ['more than half of all bases', { ...base, rule: 'talmud', theta: part('501'), half: 'low' }],
  ])('are refused: %s', (_, schedule) => {
    const { side, ...rest } = scheduled({})
    const sharesContext = { ...side.sharesContext, schedule: schedule as SealedSchedule }
    const found = CHECKS.substance.find(({ name }) => name === 'constants')
    const subject = { ...rest, side: { ...side, sharesContext } }
    expect(found?.find(subject)?.isPassed).toBe(false)
  })

  it('refuse the lower half where more than half is collected', () => {
    const { side, ...rest } = scheduled({})
    const schedule = { ...base, rule: 'talmud', theta: part('250'), half: 'low' } as SealedSchedule
    const sharesContext = { ...side.sharesContext, schedule, collected: '501' }
    const found = CHECKS.substance.find(({ name }) => name === 'constants')
    expect(found?.find({ ...rest, side: { ...side, sharesContext } })?.isPassed).toBe(false)
  })

  it.each(['minEquity', 'exemptBelow'])('have no negative %s', (member) => {
    const subject = scheduled({ limits: { [member]: '-1' } })
    expect(failing(verifyAccount(subject))).toEqual(['integer'])
  })
})
