// The canonical snapshot has one spelling, and its digest is what sha256sum prints for it.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Fault } from './assert'
import {
  canonicalLine,
  canonicalSnapshot,
  capOf,
  compareAccounts,
  isAccountId,
  maskAccount,
  parseCanonicalLine,
  snapshotDigest,
  type Claim,
} from './claim'

const bare: Claim = {
  account: 'a',
  owner: null,
  class: 'eligible',
  base: 100n,
  equity: null,
  cap: null,
  weight: null,
  score: null,
}
const full: Claim = {
  account: '0xAbC@venue.1:sub-2_3',
  owner: 'person-1',
  class: 'house',
  base: 9223372036854775807n,
  equity: -5n,
  cap: 0n,
  weight: { numerator: 3n, denominator: 2n },
  score: '-1.5',
}
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

describe('isAccountId', () => {
  it.each(['a', '0xabc', 'A.b_c:d@e-f', 'gx:1', 'G:1', 'x'.repeat(128)])('permits %s', (id) => {
    expect(isAccountId(id)).toBe(true)
  })

  it.each(['', '-a', '=1+1', '@x', 'g:1', 'a b', 'a,b', 'a\n', 'é', 'а', 'x'.repeat(129), 'a"b'])(
    'refuses %j',
    (id) => {
      expect(isAccountId(id)).toBe(false)
    },
  )
})

describe('canonical form', () => {
  it('writes every column, absent ones empty and defaults not filled in', () => {
    expect(canonicalLine(bare)).toBe('a,,eligible,100,,,,')
    expect(canonicalLine(full)).toBe(
      '0xAbC@venue.1:sub-2_3,person-1,house,9223372036854775807,-5,0,3/2,-1.5',
    )
  })

  it('can be read back line by line', () => {
    for (const claim of [bare, full])
      expect(parseCanonicalLine(canonicalLine(claim))).toEqual(claim)
  })

  it('sorts by bytes and ends every line', () => {
    const claims = ['b', 'a', 'B', '1', 'a.', 'a-'].map((account) => ({ ...bare, account }))
    const accounts = canonicalSnapshot(claims)
      .split('\n')
      .map((line) => line.split(',')[0])
    expect(accounts).toEqual(['account', '1', 'B', 'a', 'a-', 'a.', 'b', ''])
  })

  it('does not depend on the order of the claims', () => {
    expect(snapshotDigest([full, bare])).toBe(snapshotDigest([bare, full]))
  })

  it('has the digest of its text, also over many pieces', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({ ...bare, account: `a${index}` }))
    expect(snapshotDigest(many)).toBe(sha256(canonicalSnapshot(many)))
    expect(snapshotDigest([])).toBe(sha256('account,owner,class,base,equity,cap,weight,score\n'))
  })

  it('carries the salt on top and in the digest', () => {
    const salt = 'ab'.repeat(32)
    const text = canonicalSnapshot([bare], { salt })
    expect(text.startsWith(`# salt ${salt}\naccount,`)).toBe(true)
    expect(snapshotDigest([bare], { salt })).toBe(sha256(text))
  })

  it('refuses a malformed salt', () => {
    expect(() => canonicalSnapshot([bare], { salt: 'AB'.repeat(32) })).toThrow(Fault)
  })
})

describe('capOf', () => {
  it('is the given cap, else the base, and nothing for exempt claims', () => {
    expect(capOf(bare)).toBe(100n)
    expect(capOf({ ...bare, cap: 7n })).toBe(7n)
    expect(capOf({ ...bare, class: 'exempt' })).toBe(0n)
    expect(capOf({ ...bare, class: 'house' })).toBe(100n)
  })
})

describe('maskAccount', () => {
  it('shows the first character and the last four', () => {
    expect(maskAccount('0x00000000051cbce3fd04148cce2c0adc7c652db7')).toBe('0••••2DB7')
  })

  it('shows only two characters of a short id', () => {
    expect(maskAccount('abc123')).toBe('•••• 23')
    expect(maskAccount('a')).toBe('•••• A')
  })

  it('shows no mark at the head of a tail', () => {
    expect(maskAccount('tiny-3')).toBe('•••• 3')
    expect(maskAccount('linked-17')).toBe('l••••D-17')
    expect(maskAccount('account-123')).toBe('a••••123')
  })
})

it('orders accounts as their bytes are ordered', () => {
  expect(['b', 'B', 'a'].toSorted(compareAccounts)).toEqual(['B', 'a', 'b'])
})
