// Whatever byte of a bundle is changed, it is refused.
import { describe, expect, it } from 'vitest'
import { canonicalJson, type CanonicalValue } from './canonical-json'
import { readEvidenceBundle, type EvidenceBundle } from './evidence-bundle'
import {
  ADA,
  BEN,
  CONTENT,
  exampleEvidence,
  headEntries,
  keyEntry,
  policyOf,
} from './evidence-bundle.example'
import { readCanonicalJson } from './json-reading'
import type { LogEntry } from './log-entry'
import { isRangeIncluded, readRange } from './log-range'
import { envelope } from './signoff.example'
import { EXAMPLE_PINS } from './statement-file.example'
import { utf8Bytes, utf8Text } from './utf8'
import { verifyFiles } from './verification'
import { isAccepted, type Check } from './verification-check'
import { isIncluded, readPlaced } from './verification-entries'
import { caseOf, openEvidence } from './verification-evidence-log'
import { officerChecks } from './verification-evidence-officers'
import { subjectChecks } from './verification-evidence-subject'

const quorum = { approvals: '1', groups: '1', among: [], deviceBound: false }

/** The smallest that is a whole: one author, one approver, one tier. */
const small = (): string => {
  const tiers = [{ name: 'T1', day: null, week: null, quorum, coolingOffSeconds: '0' }]
  const signoff = { tiers, changeDelaySeconds: '0', keysPerApprover: '1' }
  const policy = policyOf('1', { ...CONTENT, signoff })
  const [genesis] = headEntries()
  if (genesis?.type !== 'genesis') throw new Error('expected a genesis')
  const officers = [ADA, BEN].map(({ officer, roles }) => ({ officer, roles }))
  const head: LogEntry[] = [
    { ...genesis, policies: [policy], officers },
    ...[ADA, BEN].map((one) => keyEntry(one)),
  ]
  return exampleEvidence({
    head,
    decided: [
      { by: ADA, decision: 'propose' },
      { by: BEN, decision: 'approve' },
    ],
    envelope: { tier: 'T1', quorum, policy: { ...envelope.policy, digest: policy.digest } },
  }).text
}

const TEXT = small()
const BUNDLE = JSON.parse(TEXT) as EvidenceBundle

/** The text with one byte changed to the next one, so that it mostly stays text of its kind. */
const changedAt = (text: string, at: number): string => {
  const bytes = utf8Bytes(text)
  const byte = bytes[at] ?? 0
  bytes[at] = [0x39, 0x5a, 0x7a].includes(byte) ? byte - 1 : byte + 1
  return utf8Text(bytes) ?? ''
}

/** Places of bytes that may be changed without being refused. */
const accepted = (text: string, isRefused: (changed: string) => boolean): number[] =>
  Array.from(utf8Bytes(text), (_, at) => at).filter((at) => !isRefused(changedAt(text, at)))

const opened = openEvidence(BUNDLE, EXAMPLE_PINS).evidence
const placed = readPlaced(BUNDLE)
const range = readRange(BUNDLE.logRange)
if (opened === null || 'problem' in placed || 'problem' in range)
  throw new Error('expected a bundle that can be opened')

const hasFailed = (checks: readonly Check[]): boolean => checks.some(({ isPassed }) => !isPassed)

/** Refused with this in the bundle, by the checks that do not concern the log, which stays as it is. */
const isRefusedWith = (members: Record<string, CanonicalValue>): boolean => {
  const read = readEvidenceBundle({ ...BUNDLE, ...members })
  if ('problem' in read) return true
  const found = caseOf(read.bundle, { placed: placed.placed, range })
  if ('problem' in found) return true
  const evidence = { ...found, checkpoint: opened.checkpoint }
  return hasFailed(subjectChecks(evidence)) || hasFailed(officerChecks(evidence))
}

/** The parts of a canonical text are canonical texts themselves. */
const isPartRefused =
  (membersWith: (part: CanonicalValue) => Record<string, CanonicalValue>) =>
  (text: string): boolean => {
    const read = readCanonicalJson(text)
    return 'problem' in read || isRefusedWith(membersWith(read.value))
  }

describe('no byte can be changed', { timeout: 120_000 }, () => {
  it('in what was signed', () => {
    const isRefused = isPartRefused((subject) => ({ subject }))
    expect(isRefused(canonicalJson(BUNDLE.subject))).toBe(false)
    expect(accepted(canonicalJson(BUNDLE.subject), isRefused)).toEqual([])
  })

  it.each([0, 1])('in the statement, the signature or the key of sign-off %i', (place) => {
    const isRefused = isPartRefused((part) => ({
      signoffs: BUNDLE.signoffs.map((one, at) => (at === place ? part : one)),
    }))
    const text = canonicalJson(BUNDLE.signoffs[place] ?? null)
    expect(isRefused(text)).toBe(false)
    expect(accepted(text, isRefused)).toEqual([])
  })

  it('in the authors', () => {
    const isRefused = isPartRefused((authors) => ({ authors }))
    expect(accepted(canonicalJson(BUNDLE.authors), isRefused)).toEqual([])
  })

  it('in an entry of the log', () => {
    for (const [at, entry] of BUNDLE.logEntries.entries()) {
      const isRefused = isLogRefused((text) => ({
        ...{ logEntries: [text], logProofs: BUNDLE.logProofs.slice(at, at + 1) },
      }))
      expect(isRefused(entry)).toBe(false)
      expect(accepted(entry, isRefused)).toEqual([])
    }
  })

  it('in an entry from the proposal on', () => {
    for (const [at, entry] of BUNDLE.logRange.entries.entries()) {
      const isRefused = (text: string): boolean => {
        const entries = BUNDLE.logRange.entries.map((one, place) => (place === at ? text : one))
        const read = readRange({ ...BUNDLE.logRange, entries })
        return 'problem' in read || !isRangeIncluded(read, opened.checkpoint)
      }
      expect(isRefused(entry)).toBe(false)
      expect(accepted(entry, isRefused)).toEqual([])
    }
  })
  it('in a hash by which these stand in the log, or in where they begin', () => {
    const isRefused = (text: string): boolean => {
      const [first = '', ...hashes] = text.split(' ')
      const { edge, entries } = BUNDLE.logRange
      const parts = { edge: hashes.slice(0, edge.length), proof: hashes.slice(edge.length) }
      if (!/^(0|[1-9]\d*)$/.test(first)) return true
      const read = readRange({ ...{ first, entries }, ...parts })
      return 'problem' in read || !isRangeIncluded(read, opened.checkpoint)
    }
    const { first, edge, proof } = BUNDLE.logRange
    const text = [first, ...edge, ...proof].join(' ')
    expect(isRefused(text)).toBe(false)
    expect(accepted(text, isRefused)).toEqual([])
  })
  it('in a proof or in the checkpoint', () => {
    for (const [at, proof] of BUNDLE.logProofs.entries()) {
      const isRefused = isLogRefused((text) => ({
        ...{ logEntries: BUNDLE.logEntries.slice(at, at + 1), logProofs: [text] },
      }))
      expect(isRefused(proof)).toBe(false)
      expect(accepted(proof, isRefused)).toEqual([])
    }
  })

  it('in the file as it is handed over, one byte in many', () => {
    expect(isFileRefused(TEXT)).toBe(false)
    const places = Array.from({ length: 200 }, (_, n) => (n * 7919) % TEXT.length)
    expect(places.filter((at) => !isFileRefused(changedAt(TEXT, at)))).toEqual([])
  })
})

/** All proofs end in one checkpoint, whose signature is checked once for all. */
const isLogRefused =
  (partsWith: (text: string) => Pick<EvidenceBundle, 'logEntries' | 'logProofs'>) =>
  (text: string): boolean => {
    const read = readPlaced({ ...BUNDLE, ...partsWith(text) })
    if ('problem' in read || read.note !== placed.note) return true
    return !read.placed.every((one) => isIncluded(opened.checkpoint, one))
  }

const isFileRefused = (text: string): boolean =>
  !verifyFiles([{ name: 'evidence.json', bytes: utf8Bytes(text) }], {
    ...{ pins: EXAMPLE_PINS, account: null, kept: null },
  }).every(isAccepted)
