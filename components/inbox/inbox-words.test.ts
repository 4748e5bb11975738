import { describe, expect, it } from 'vitest'
import type { InboxItem } from '@/lib/wire/inbox'
import { approvalsText, deedText, isOpen, pathOf, placeText, wantedText } from './inbox-words'

const head = {
  state: 'proposed',
  by: 'Risk analyst',
  fingerprint: null,
  approvals: { counting: 1, needed: 2 },
  until: '2026-11-22T00:00:00Z',
  notBefore: null,
  wants: 'decide',
  isSignedByYou: false,
} as const

const run: InboxItem = {
  ...head,
  kind: 'clawback',
  id: 'CB-2026-001',
  revision: 2,
  fundName: 'USDT perpetuals',
  asset: { code: 'USDT', scale: 2 },
  levied: '120455120',
  accountsCharged: 3118,
  tier: 'T2',
}
const change: InboxItem = { ...head, kind: 'change', id: 'CH-2026-004', title: 'Lift the pause' }

describe('a line of the inbox', () => {
  it('names the amount and the accounts of a run, and the deed of a change', () => {
    expect(deedText(run)).toBe('Take 1,204,551.20 USDT from 3,118 accounts')
    expect(deedText(change)).toBe('Lift the pause')
  })

  it('says where it stands and who wrote it', () => {
    expect(placeText(run)).toBe('CB-2026-001, revision 2, fund USDT perpetuals, by Risk analyst')
    expect(placeText(change)).toBe('CH-2026-004, by Risk analyst')
  })

  it('leads to the page of its own kind', () => {
    expect(pathOf(run)).toBe('/clawbacks/CB-2026-001')
    expect(pathOf(change)).toBe('/changes/CH-2026-004')
  })

  it('counts approvals, and says where none is needed', () => {
    expect(approvalsText({ counting: 1, needed: 2 })).toBe('1 of 2')
    expect(approvalsText({ counting: 0, needed: 0 })).toBe('none needed')
  })

  it('asks for a decision, an execution, or nothing', () => {
    expect(wantedText(run)).toBe('waits for your decision')
    expect(wantedText({ ...run, wants: 'execute' })).toBe('waits to be executed')
    expect(wantedText({ ...change, wants: 'execute' })).toBe('waits to be put into effect')
    expect(wantedText({ ...run, wants: null })).toBeNull()
  })

  it('is open while it can be decided or executed', () => {
    expect(isOpen(run)).toBe(true)
    expect(isOpen({ state: 'vetoed' })).toBe(false)
  })
})
