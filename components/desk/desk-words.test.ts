import { describe, expect, it } from 'vitest'
import { keysMissing, keysText, poolTakeaway, poolText } from './desk-words'

const key = (state: 'active' | 'waiting' | 'revoked') => ({
  credentialIdHash: '',
  fingerprint: '',
  name: 'key',
  state,
  isDeviceBound: false,
  isFounding: false,
  enrolledAt: '2026-11-21T00:00:00Z',
  activeAt: null,
  revokedAt: null,
  usedAt: null,
  logIndex: null,
})

describe('keysText', () => {
  it('counts keys in force and waiting, and no revoked one', () => {
    expect(keysText([key('active'), key('waiting'), key('revoked'), key('active')])).toBe(
      '2 in force, 1 waiting',
    )
    expect(keysText([key('revoked')])).toBe('no key')
  })
})

describe('keysMissing', () => {
  const officer = { roles: ['approver' as const], removedAt: null, keys: [key('active')] }

  it('says how many keys keep an approver from approving', () => {
    expect(keysMissing(officer, 2)).toBe('cannot approve: 1 key missing')
    expect(keysMissing(officer, 1)).toBeUndefined()
  })

  it('asks no keys of those who do not approve', () => {
    expect(keysMissing({ ...officer, roles: ['viewer'] }, 2)).toBeUndefined()
    expect(keysMissing({ ...officer, removedAt: '2026-11-21T00:00:00Z' }, 2)).toBeUndefined()
  })
})

describe('poolText', () => {
  it('says how many officers of how many groups could approve', () => {
    expect(poolText({ officers: 3, groups: 2 })).toBe('3 officers of 2 groups could')
    expect(poolText({ officers: 0, groups: 0 })).toBe('nobody could')
  })
})

describe('poolTakeaway', () => {
  it('names the tiers that nobody could sign', () => {
    const pool = { policyId: 'P-1', tier: 'T2', isMet: false }
    expect(poolTakeaway([pool, { ...pool, tier: 'T1', isMet: true }])).toContain('for T2 of P-1:')
    expect(poolTakeaway([])).toContain('Every tier')
  })
})
