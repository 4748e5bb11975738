import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolicyContent } from '@/lib/domain/policy'
import { DEFAULT_SIGNOFF, type TierLimits } from '@/lib/domain/signoff-policy'
import { contentOf, draftOf } from './policy-draft'
import { shareOf, shareText } from './share-text'

const assets = [
  { code: 'BTC', scale: 8 },
  { code: 'USDT', scale: 2 },
]

const plain: PolicyContent = {
  layers: ['fund', 'operator', 'traders'],
  rule: 'pro-rata',
  rounding: 'floor',
  fundToleranceBps: '10',
  signoff: DEFAULT_SIGNOFF,
}

const whole = fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String)
const limits: fc.Arbitrary<TierLimits> = fc.record({
  amounts: fc.record({ BTC: whole, USDT: whole }, { requiredKeys: ['USDT'] }),
  shareBps: whole,
  accounts: whole,
})

describe('the draft of a policy', () => {
  it('reads back every tier that can be announced', () => {
    fc.assert(
      fc.property(limits, limits, fc.boolean(), fc.nat(100_000), (day, week, deviceBound, wait) => {
        const quorum = { approvals: '2', groups: '2', among: ['risk', 'treasury'], deviceBound }
        const tier = { name: 'T1', day, week, quorum, coolingOffSeconds: String(wait) }
        const content = {
          ...plain,
          signoff: { ...DEFAULT_SIGNOFF, tiers: [tier, ...DEFAULT_SIGNOFF.tiers] },
        }
        expect(contentOf(draftOf(content, assets), assets)).toEqual({ content })
      }),
    )
  })

  it('reads back limits with their asset', () => {
    const content: PolicyContent = {
      ...plain,
      limits: { capFraction: { numerator: '1', denominator: '3' }, exemptBelow: '1000' },
      asset: 'USDT',
    }
    expect(contentOf(draftOf(content, assets), assets)).toEqual({ content })
  })

  it('names every field that cannot be read', () => {
    const draft = { ...draftOf(plain, assets), changeDelay: 'soon', tolerance: '0.123' }
    const read = contentOf({ ...draft, exemptBelow: '1.234', asset: 'USDT' }, assets)
    expect('problems' in read && read.problems.map(({ path }) => path)).toEqual([
      'exemptBelow',
      'tolerance',
      'changeDelaySeconds',
    ])
  })

  it('takes groups in any order and once', () => {
    const draft = draftOf(plain, assets)
    const tiers = draft.tiers.map((tier) => ({ ...tier, among: 'treasury  risk, risk' }))
    const read = contentOf({ ...draft, tiers }, assets)
    expect('content' in read && read.content.signoff?.tiers[0]?.quorum.among).toEqual([
      'risk',
      'treasury',
    ])
  })
})

describe('shareOf', () => {
  it.each([
    ['50', '1', '2'],
    ['12.5 %', '1', '8'],
    ['1/3', '1', '3'],
    ['0', '0', '1'],
  ])('reads %s exactly', (text, numerator, denominator) => {
    expect(shareOf(text)).toEqual({ numerator, denominator })
  })

  it.each(['', 'half', '1/0', '-5', '0.00001'])('refuses “%s”', (text) => {
    expect(shareOf(text)).toBeUndefined()
  })

  it('reads back what it writes', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 9n), fc.bigInt(1n, 10n ** 9n), (over, under) => {
        const share = shareOf(`${over}/${under}`)
        expect(share && shareOf(shareText(share))).toEqual(share)
      }),
    )
  })
})
