// Guarantees of the log in words: every known entry says what it is about, an unknown one is shown all the same.
import { describe, expect, it } from 'vitest'
import { entryText, type LogEntry } from '@/lib/domain/log-entry'
import { entrySubject } from './entry-subject'

const at = '2026-11-22T14:00:00Z'
const digest = 'a'.repeat(64)
const subjectOf = (entry: LogEntry) => entrySubject({ type: entry.type, body: entryText(entry) })

describe('entrySubject', () => {
  it('leads from the entry of a report to its page', () => {
    const report: LogEntry = {
      ...{ v: 1, type: 'report', at, id: 'CB-2026-011', version: '1', sha256: digest },
      ...{ runDigest: digest, claimsRoot: digest, sharesRoot: digest, supersedes: null },
    }
    expect(subjectOf(report)).toEqual({
      type: 'Report',
      about: 'CB-2026-011, version 1',
      href: '/transparency/CB-2026-011/v1',
    })
  })

  it('writes amounts as people read them, below zero too', () => {
    const daily: LogEntry = {
      ...{ v: 1, type: 'fund-daily', at, fundId: 'usdt-linear', fundName: 'USDT linear' },
      ...{ asset: 'USDT', scale: '2', day: '2026-11-21', balance: '-123456', floor: '0' },
    }
    expect(subjectOf(daily).about).toBe('USDT linear, 2026-11-21: −1,234.56 USDT, floor 0.00')
  })

  it('counts the claims of a population that stands open, one claim as one', () => {
    const snapshot: LogEntry = {
      ...{ v: 1, type: 'snapshot', at, snapshotId: 'SN-1', snapshotDigest: digest },
      ...{ cutoff: at, claimsRoot: digest },
      population: {
        totals: { eligible: '5', exempt: '0', house: '0', capacity: '5' },
        counts: { eligible: '1', exempt: '0', house: '0' },
      },
    }
    expect(subjectOf(snapshot).about).toBe('SN-1: 1 claim as of 2026-11-22 14:00:00 UTC')
    const sealed: LogEntry = { ...snapshot, population: { digest } }
    expect(subjectOf(sealed).about).toBe('SN-1: claims as of 2026-11-22 14:00:00 UTC')
  })

  it('shows an entry that it cannot read under the name of its type', () => {
    const later = entrySubject({ type: 'dispute', body: '{"type":"dispute","v":1}' })
    expect(later).toEqual({
      type: 'dispute',
      about: 'An entry of a type that this page does not know',
      href: null,
    })
  })
})
