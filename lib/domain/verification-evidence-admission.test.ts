// Keys and policies that are not of the log’s beginning are followed to the change that admitted them.
import { describe, expect, it } from 'vitest'
import {
  ADA,
  BEN,
  CONTENT,
  CYD,
  DOT,
  exampleChange,
  exampleEvidence,
  headEntries,
  keyEntry,
  person,
  policyOf,
} from './evidence-bundle.example'
import type { Change } from './change'
import type { LogEntry } from './log-entry'
import { credentialIdHash } from './passkey'
import { ALONE } from './quorum'
import { envelope } from './signoff.example'
import { EXAMPLE_PINS } from './statement-file.example'
import { utf8Bytes } from './utf8'
import { verifyFiles } from './verification'
import { leavesOpen } from './verification-wording'

const EVE = { ...person('eve', ['approver'], 'treasury'), officer: CYD.officer }
const ADMITTED_AT = '2026-11-25T12:00:00Z'

const verified = (...texts: string[]) =>
  verifyFiles(
    texts.map((text, at) => ({ name: `${at}.json`, bytes: utf8Bytes(text) })),
    { pins: EXAMPLE_PINS, account: null, kept: null },
  )

const failed = (...texts: string[]): string[] =>
  verified(...texts).flatMap(({ checks }) =>
    checks.filter(({ isPassed }) => !isPassed).map(({ name }) => name),
  )

const adding = (key = EVE): Change => ({
  ...{ kind: 'key-added', officer: CYD.officer, deviceBound: false },
  ...{ credentialIdHash: credentialIdHash(key.key.credentialId), publicKey: key.key.publicKey },
})

/** A log that goes on after a change: its evidence, and its entries with those that follow from it. */
const afterChange = (change: Change, following: (decisions: string[]) => LogEntry[]) => {
  const made = exampleChange(change, {
    decided: [
      { by: ADA, decision: 'propose' },
      { by: BEN, decision: 'approve' },
      { by: DOT, decision: 'approve' },
    ],
  })
  const texts = made.log.entries.map((bytes) => new TextDecoder().decode(bytes))
  const entries = texts.map((text) => JSON.parse(text) as LogEntry)
  const ended = entries.at(-1)
  if (ended?.type !== 'change') throw new Error('expected a change')
  return { change: made, head: [...entries, ...following(ended.decisions)] }
}

/** A later run, approved by Ben and by a key that a change admitted. */
const laterRun = (head: LogEntry[], by = EVE) => {
  const at = (minute: number) => `2026-11-26T12:${String(minute).padStart(2, '0')}:00Z`
  return exampleEvidence({
    ...{ head, proposedAt: at(0), endedAt: at(40) },
    envelope: {
      ...{ notBefore: at(30), expiresAt: '2026-11-27T12:00:00Z' },
      inputs: { ...envelope.inputs, firstLossAt: '2026-11-26T11:00:00Z' },
    },
    decided: [
      { by: ADA, decision: 'propose', at: at(1) },
      { by: BEN, decision: 'approve', at: at(2) },
      { by, decision: 'approve', at: at(3) },
    ],
  })
}

const keyOf = (decisions: string[], more: object = {}): LogEntry =>
  keyEntry(EVE, {
    ...{ at: ADMITTED_AT, effectiveAt: ADMITTED_AT, founding: false, decisions },
    ...more,
  })

describe('a key that a change admitted', () => {
  const { change, head } = afterChange(adding(), (decisions) => [keyOf(decisions)])
  const run = laterRun(head)

  it('is accepted, and what stays open names the change', () => {
    expect(failed(run.text)).toEqual([])
    expect(leavesOpen(verified(run.text)).join()).toContain('the change CH-2026-001')
  })

  it('counts with the evidence of that change beside it, and nothing of it stays open', () => {
    expect(failed(run.text, change.text)).toEqual([])
    const both = verified(run.text, change.text)
    expect(both[0]?.checks.find(({ name }) => name === 'keys admitted')?.sentence).toContain(
      'whose evidence beside it was accepted',
    )
    expect(leavesOpen(both).join()).not.toContain('CH-2026-001')
  })

  it('is refused without a change that took effect with its decisions', () => {
    const forged = laterRun([...head.slice(0, -1), keyOf(['a'.repeat(64)])])
    expect(failed(forged.text)).toEqual(['keys admitted'])
  })

  it('is refused when it says that it is older than the change', () => {
    const { decisions } = head.at(-1) as { decisions: string[] }
    const backdated = keyOf(decisions, { effectiveAt: '2026-11-22T12:00:00Z' })
    expect(failed(laterRun([...head.slice(0, -1), backdated]).text)).toEqual(['keys admitted'])
  })

  it('is refused beside evidence of a change about another key', () => {
    const other = afterChange(adding(person('fay', [], '')), (decisions) => [keyOf(decisions)])
    expect(failed(laterRun(other.head).text)).toEqual([])
    expect(failed(laterRun(other.head).text, other.change.text)).toEqual(['keys admitted'])
  })
})

describe('a policy that a change adopted', () => {
  const policy = policyOf('2', { ...CONTENT, fundToleranceBps: '20' })
  const { version, digest, content } = policyOf('1')
  const adoption: Change = {
    ...{ kind: 'policy-adopted', policy },
    replaces: { version, digest, content },
  }
  const runUnder = (decisions: (own: string[]) => string[]) => {
    const { change, head } = afterChange(adoption, (own) => [
      ...[
        { v: 1, type: 'policy', at: ADMITTED_AT, ...policy, effectiveAt: ADMITTED_AT } as const,
      ].map((entry) => ({ ...entry, decisions: decisions(own) })),
    ])
    return { change, run: laterRun(head, CYD), head }
  }

  it('is not asked about where the run is under one of the beginning', () => {
    const { run } = runUnder((own) => own)
    expect(verified(run.text)[0]?.checks.map(({ name }) => name)).not.toContain('policies admitted')
  })

  it('is asked about where a later change needs its quorum', () => {
    const at = '2026-11-28T12:00:00Z'
    const later = (decisions: (own: string[]) => string[]) =>
      exampleChange(
        { kind: 'paused' },
        {
          ...{ head: runUnder(decisions).head, policies: [policy], notBefore: at },
          ...{ decideBy: '2026-11-29T12:00:00Z', expiresAt: '2026-11-29T12:00:00Z' },
          ...{ quorum: ALONE, endedAt: '2026-11-28T12:01:00Z' },
          decided: [{ by: ADA, decision: 'propose', at: '2026-11-28T12:01:00Z' }],
        },
      ).text
    expect(failed(later((own) => own))).toEqual([])
    expect(failed(later(() => ['a'.repeat(64)]))).toEqual(['policies admitted'])
  })
})

describe('first keys', () => {
  const [genesis, ...keys] = headEntries()
  if (genesis === undefined) throw new Error('expected a genesis')
  const at = (effectiveAt: string) => ({ effectiveAt, at: effectiveAt })
  const [ada = genesis, ben = genesis, cyd = genesis, dot = genesis] = keys

  it('may come after a day while only one officer has one', () => {
    const late = at('2026-11-21T20:00:00Z')
    const head = [genesis, ada, { ...ben, ...late }, { ...cyd, ...late }, { ...dot, ...late }]
    expect(failed(exampleEvidence({ head: head }).text)).toEqual([])
  })

  it('may not once two have one and the day is over', () => {
    const head = [genesis, ada, ben, { ...cyd, ...at('2026-11-21T20:00:00Z') }, dot]
    expect(failed(exampleEvidence({ head: head }).text)).toContain('founders')
  })
})
