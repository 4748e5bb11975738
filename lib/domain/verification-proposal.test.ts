// A proposal file shows on a second device what is to be signed, and never breaks on what it is given.
import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { canonicalJson, type CanonicalValue } from './canonical-json'
import { CONTENT, exampleChange, exampleEvidence, policyOf } from './evidence-bundle.example'
import { proposalFile, proposalFileName } from './proposal-file'
import { fingerprint, subjectDigest } from './signoff'
import { EXAMPLE_PINS } from './statement-file.example'
import { utf8Bytes } from './utf8'
import { verifyFiles } from './verification'
import { isAccepted, type Verification } from './verification-check'
import { leavesOpen, PROVES_PROPOSAL } from './verification-wording'

const verified = (text: string): Verification => {
  const [one] = verifyFiles([{ name: 'proposal.json', bytes: utf8Bytes(text) }], {
    ...{ pins: EXAMPLE_PINS, account: null, kept: null },
  })
  if (one === undefined) throw new Error('expected one verification')
  return one
}

const run = exampleEvidence().subject
const change = exampleChange({ kind: 'resumed' }).subject
const valueOf = ({ facts }: Verification, label: string) =>
  facts.find((fact) => fact.label === label)?.value

describe('a proposal', () => {
  it.each([run, change])('shows the fingerprint that the console shows', (subject) => {
    const verification = verified(proposalFile(subject))
    expect(isAccepted(verification)).toBe(true)
    expect(valueOf(verification, 'Fingerprint')).toBe(fingerprint(subjectDigest(subject)))
    expect(verification.conclusion).toContain('Compare the fingerprint')
    expect(verification.proves).toEqual(PROVES_PROPOSAL)
  })

  it('says nothing of an account or its levy', () => {
    const open = leavesOpen([verified(proposalFile(run))]).join(' ')
    expect(open).toContain('That anybody has signed it')
    expect(open).not.toMatch(/levy|your own numbers/)
  })

  it('shows totals, tier and quorum of a run', () => {
    const verification = verified(proposalFile(run))
    expect(valueOf(verification, 'Levied')).toBe('12,191,008.91 USDT from 19,028 accounts')
    expect(valueOf(verification, 'Tier')).toBe('T2')
    expect(valueOf(verification, 'Quorum')).toContain('2 approvals from 2 groups')
  })

  it('is refused when its totals do not add up', () => {
    const text = proposalFile(run).replace('"levied":"1219100891"', '"levied":"1219100892"')
    const failed = verified(text).checks.filter(({ isPassed }) => !isPassed)
    expect(failed.map(({ step, name }) => `${step} · ${name}`)).toEqual(['total · levied'])
  })

  it('is refused when it is for another log', () => {
    const text = proposalFile({ ...run, logOrigin: 'example.org/log' })
    expect(isAccepted(verified(text))).toBe(false)
  })

  it('names its file after its subject', () => {
    expect(proposalFileName(run)).toBe('proposal-CB-2026-001-1.json')
    expect(proposalFileName(change)).toBe('proposal-CH-2026-001.json')
  })

  it.each([
    run,
    exampleChange({
      ...{ kind: 'policy-adopted', policy: policyOf('2') },
      replaces: { version: '1', digest: policyOf('1').digest, content: CONTENT },
    }).subject,
  ])('is answered whatever stands in it', (subject) => {
    const paths = [...pathsOf(subject)]
    const odd = fc.constantFrom<CanonicalValue>(
      '',
      '0',
      '-1',
      'x',
      '9'.repeat(39),
      0,
      true,
      null,
      [],
      {},
    )
    fc.assert(
      fc.property(fc.constantFrom(...paths), odd, (path, value) => {
        const changed = withValue(subject, path, value)
        const text = canonicalJson({ v: 1, type: 'proposal', subject: changed })
        expect(verified(text).checks.length).toBeGreaterThan(0)
      }),
      { numRuns: 700 },
    )
  })
})

function* pathsOf(value: CanonicalValue, path: string[] = []): Generator<string[]> {
  yield path
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value as object)) {
    yield* pathsOf(member as CanonicalValue, [...path, name])
  }
}

const withValue = (
  value: CanonicalValue,
  [name, ...rest]: readonly string[],
  changed: CanonicalValue,
): CanonicalValue => {
  if (name === undefined) return changed
  if (Array.isArray(value))
    return value.map((item: CanonicalValue, at) =>
      String(at) === name ? withValue(item, rest, changed) : item,
    )
  const members = value as Record<string, CanonicalValue>
  return { ...members, [name]: withValue(members[name] ?? null, rest, changed) }
}
