// Entries of the log: every type comes back, every deviation is refused with its place.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from './assert'
import { canonicalJson, type CanonicalValue } from './canonical-json'
import { entryText, readLogEntry, type LogEntry } from './log-entry'

const head = { v: 1, at: '2026-11-22T12:00:00Z' } as const
const hash = (digit: string): string => digit.repeat(64)
const totals = { eligible: '1000', exempt: '0', house: '20', capacity: '1020' }
const counts = { eligible: '12', exempt: '0', house: '11' }

const snapshot: LogEntry = {
  ...{ ...head, type: 'snapshot', snapshotId: 'S-1', snapshotDigest: hash('1') },
  ...{ cutoff: '2026-11-22T11:00:00Z', claimsRoot: hash('2') },
  population: { totals, counts },
}
const execution: LogEntry = {
  ...{ ...head, type: 'execution', clawbackId: 'C-1', revision: '1', runDigest: hash('5') },
  ...{ proposalIndex: '5', decisions: [hash('6'), hash('7')] },
}
const key: LogEntry = {
  ...{ ...head, type: 'key', officer: 'A'.repeat(52), credentialIdHash: hash('c') },
  ...{ publicKey: `a4010103272006215820${hash('d')}`, group: 'risk', roles: ['approver'] },
  ...{ status: 'active', deviceBound: true, founding: false, effectiveAt: '2026-11-25T12:00:00Z' },
  decisions: [hash('6'), hash('7')],
}
const content = {
  layers: ['fund', 'operator', 'traders'],
  rule: 'pro-rata',
  rounding: 'floor',
  fundToleranceBps: '100',
} as const
const decision: LogEntry = {
  ...{ ...head, type: 'decision', kind: 'approve', statementDigest: hash('6') },
  ...{ subjectType: 'clawback', subjectId: 'C-1', revision: '1', subjectDigest: hash('5') },
  ...{ officer: 'A'.repeat(52), credentialIdHash: hash('c') },
}
const entries: LogEntry[] = [
  {
    ...{ ...head, type: 'genesis', env: 'test', logOrigin: 'log.example.com' },
    ...{ origin: 'https://console.example.com', rpId: 'console.example.com' },
    policies: [
      {
        ...{ id: 'standard', version: '1', digest: hash('a') },
        content,
      },
    ],
    officers: [
      { officer: 'A'.repeat(52), roles: ['admin', 'approver'], group: 'risk' },
      { officer: 'B'.repeat(52), roles: [] },
    ],
  },
  { ...head, type: 'log-key', vkey: 'log.example.com+00000000+AAAA', status: 'active' },
  { ...head, type: 'statement-key', publicKey: hash('b'), status: 'retired' },
  snapshot,
  { ...snapshot, population: { digest: hash('3') } },
  {
    ...{ ...head, type: 'proposal', clawbackId: 'C-1', revision: '1', runDigest: hash('5') },
    ...{ sharesRoot: hash('4'), lossEventsDigest: hash('8'), lossEvents: '2', snapshotIndex: '3' },
  },
  execution,
  {
    ...{
      ...head,
      type: 'report',
      id: 'R-1',
      version: '2',
      sha256: hash('9'),
      runDigest: hash('5'),
    },
    ...{ claimsRoot: hash('2'), sharesRoot: hash('4'), supersedes: 'R-1/v1' },
  },
  {
    ...{ ...head, type: 'fund-daily', fundId: 'usdt', fundName: 'USDT línear', asset: 'USDT' },
    ...{ scale: '2', day: '2026-11-21', balance: '-5', floor: '0' },
  },
  key,
  { ...key, status: 'revoked', founding: true, decisions: [] },
  {
    ...{ ...head, type: 'policy', id: 'standard', version: '2', digest: hash('e'), content },
    ...{ effectiveAt: '2026-11-25T12:00:00Z', decisions: [hash('6')] },
  },
  decision,
  { ...decision, kind: 'withdraw', subjectType: 'officers', subjectId: 'CH-1' },
  {
    ...{ ...head, type: 'change', changeId: 'CH-1', kind: 'key-added' },
    ...{ subjectDigest: hash('5'), decisions: [hash('6'), hash('7')] },
  },
  { ...head, type: 'audit-head', seq: '812', count: '812', head: hash('f') },
]
const plain = (entry: LogEntry) => JSON.parse(entryText(entry)) as Record<string, CanonicalValue>

describe('an entry', () => {
  it.each(entries)('of type $type comes back from its text, which is canonical', (entry) => {
    const text = entryText(entry)
    expect(text).toBe(canonicalJson(entry))
    expect(readLogEntry(text)).toEqual({ entry })
  })

  it.each(entries)('of type $type has no member too many and none missing', (entry) => {
    const members = plain(entry)
    for (const member of Object.keys(members)) {
      const rest = Object.fromEntries(Object.entries(members).filter(([name]) => name !== member))
      expect(readLogEntry(canonicalJson(rest))).toHaveProperty('problem')
      expect(readLogEntry(canonicalJson({ ...members, [member]: 7 }))).toHaveProperty('problem')
    }
    const extra = canonicalJson({ ...members, extra: '1' })
    expect(readLogEntry(extra)).toEqual({
      problem: `${entry.type} entry: “extra” is not a member of this format`,
    })
  })

  it.each<[string, LogEntry, object]>([
    ['v: expected 1, got 2', snapshot, { v: 2 }],
    ['at: expected a time', snapshot, { at: '2026-11-22T12:00:00.000Z' }],
    ['“accounts” is not a member', snapshot, { accounts: '23' }],
    ['claimsRoot: expected 64 lower-case', snapshot, { claimsRoot: hash('A') }],
    [
      'population.totals.house: expected a value',
      snapshot,
      { population: { totals: { eligible: '1', exempt: '0', capacity: '1' }, counts } },
    ],
    [
      'population: “digest” is not a member',
      snapshot,
      { population: { totals, counts, digest: hash('3') } },
    ],
    [
      'decisions: expected digests in ascending order',
      execution,
      { decisions: [hash('7'), hash('6')] },
    ],
    [
      'decisions: expected digests in ascending order',
      execution,
      { decisions: [hash('6'), hash('6')] },
    ],
    ['decisions[1]: expected 64', execution, { decisions: [hash('6'), '7'] }],
    ['key entry: publicKey: expected a COSE key', key, { publicKey: 'A4' }],
    ['key entry: status: expected "active" or "revoked"', key, { status: 'retired' }],
    ['key entry: founding: expected true or false', key, { founding: 'true' }],
    ['key entry: decisions: expected digests in', key, { decisions: [hash('7'), hash('6')] }],
    ['decision entry: kind: expected "propose" or', decision, { kind: 'execute' }],
    ['decision entry: subjectType: expected', decision, { subjectType: 'report' }],
    ['“settlement” is no type of entry that is known here', execution, { type: 'settlement' }],
    ['“__proto__” is no type of entry that is known here', execution, { type: '__proto__' }],
    ['expected an object with a type', execution, { type: 1 }],
  ])('is refused: %s', (problem, entry, change) => {
    const text = canonicalJson({ ...plain(entry), ...change })
    expect(readLogEntry(text)).toHaveProperty('problem', expect.stringContaining(problem))
  })

  it('is refused in any spelling but the canonical one', () => {
    const text = entryText(execution)
    for (const wrong of [
      ` ${text}`,
      `${text}\n`,
      text.replace(':', ': '),
      text.replace('C-1', '\\u0043-1'),
    ]) {
      expect(readLogEntry(wrong)).toHaveProperty('problem', expect.stringContaining('canonical'))
    }
    const twice = text.replace('"v":1', '"v":1,"v":1')
    expect(readLogEntry(twice)).toHaveProperty(
      'problem',
      expect.stringContaining('“v” stands twice'),
    )
  })

  it('fits in a bundle: 65,535 bytes are read, one more is not', () => {
    const text = (length: number) =>
      canonicalJson({ ...plain(execution), clawbackId: 'é'.repeat(length / 2) })
    const rest = new TextEncoder().encode(text(0)).length
    const longest = rest % 2 === 1 ? text(65_535 - rest) : text(65_534 - rest)
    expect(new TextEncoder().encode(longest).length).toBeGreaterThan(65_533)
    expect(readLogEntry(longest)).toHaveProperty('problem', expect.stringContaining('clawbackId'))
    expect(readLogEntry(longest.replace('é', 'éé'))).toEqual({
      problem: 'expected an entry of at most 65535 bytes',
    })
  })

  it('is not written when it could not be read back', () => {
    const name = 'USDT li\u0301near'
    const wrong: LogEntry[] = [
      { ...execution, decisions: [hash('7'), hash('6')] },
      { ...execution, revision: '01' },
      { ...entries[8]!, fundName: name } as LogEntry,
    ]
    for (const entry of wrong) expect(() => entryText(entry)).toThrow(Fault)
  })

  it('is read without a throw, whatever the text', () => {
    const texts = entries.map((entry) => entryText(entry))
    const cut = fc.nat({ max: 400 })
    fc.assert(
      fc.property(fc.constantFrom(...texts), cut, cut, fc.string(), (text, at, length, noise) => {
        const changed = text.slice(0, at) + noise + text.slice(at + length)
        const read = readLogEntry(changed)
        if ('entry' in read) expect(entryText(read.entry)).toBe(changed)
        else expect(read.problem).not.toBe('')
        expect(readLogEntry(noise)).toHaveProperty('problem')
      }),
    )
  })
})
