// Evidence is accepted when everything holds, and refused by the name of what does not.
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json'
import type { EvidenceBundle } from './evidence-bundle'
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
  minutesAfter,
  person,
  policyOf,
  PROPOSED_AND_APPROVED,
  TWO_OF_TWO_GROUPS,
  type Decided,
  type ExampleEvidence,
  type ExampleOptions,
} from './evidence-bundle.example'
import { ALONE } from './quorum'
import { envelope } from './signoff.example'
import { EXAMPLE_PINS } from './statement-file.example'
import { utf8Bytes } from './utf8'
import { verifyFiles } from './verification'
import { isAccepted, type Verification } from './verification-check'

const verified = (text: string): Verification => {
  const [one] = verifyFiles([{ name: 'evidence.json', bytes: utf8Bytes(text) }], {
    ...{ pins: EXAMPLE_PINS, account: null, kept: null },
  })
  if (one === undefined) throw new Error('expected one verification')
  return one
}

const failed = (text: string): string[] =>
  verified(text)
    .checks.filter(({ isPassed }) => !isPassed)
    .map(({ step, name }) => `${step} · ${name}`)

const with_ = (more: Decided[], options: ExampleOptions = {}): ExampleEvidence =>
  exampleEvidence({ decided: [...PROPOSED_AND_APPROVED, ...more], ...options })

const decided = (...all: Decided[]): ExampleEvidence => exampleEvidence({ decided: all })

const PROPOSE: Decided = { by: ADA, decision: 'propose' }
const approve = (by = BEN, more: Partial<Decided> = {}): Decided => ({
  ...{ by, decision: 'approve' },
  ...more,
})

const changed = (
  evidence: ExampleEvidence,
  change: (bundle: EvidenceBundle) => Partial<EvidenceBundle>,
): string => {
  const bundle = JSON.parse(evidence.text) as EvidenceBundle
  return canonicalJson({ ...bundle, ...change(bundle) })
}

const isVeto = ({ decision }: { decision: string }) => decision !== 'veto'
const VETO: Decided = { by: DOT, decision: 'veto' }
const FAY = person('fay', ['approver'], 'risk')
const EVE = person('eve', ['approver'], 'treasury')

describe('evidence', () => {
  it.each<[string, ExampleEvidence]>([
    ['a run that two approved', exampleEvidence()],
    [
      'an approval that was taken back, and a third one',
      with_([{ by: BEN, decision: 'withdraw', target: 1 }, approve(DOT)]),
    ],
    ['a proposal that is still open', exampleEvidence({ decided: [PROPOSE], named: null })],
    ['a run that was vetoed', with_([VETO], { named: null })],
    [
      'a policy, adopted after three days',
      exampleChange({
        kind: 'policy-adopted',
        policy: policyOf('2', { ...CONTENT, fundToleranceBps: '20' }),
        replaces: { version: '1', digest: policyOf('1').digest, content: CONTENT },
      }),
    ],
    [
      'a pause by one person at once',
      exampleChange(
        { kind: 'paused' },
        {
          ...{ quorum: ALONE, decided: [PROPOSE], notBefore: minutesAfter(0) },
          endedAt: minutesAfter(1),
        },
      ),
    ],
  ])('is accepted: %s', (_, { text }) => {
    expect(failed(text)).toEqual([])
    expect(isAccepted(verified(text))).toBe(true)
  })

  it('says what it comes to, with the fingerprint that people compare', () => {
    const { conclusion, facts, proves } = verified(exampleEvidence().text)
    expect(conclusion).toContain('Clawback CB-2026-001, revision 1 took effect')
    expect(facts.find(({ label }) => label === 'Fingerprint')?.value).toMatch(/^[A-Z2-7 ]{30}$/)
    expect(facts.every(({ isPrivate }) => !isPrivate)).toBe(true)
    expect(proves.length).toBeGreaterThan(0)
  })

  it('says of what has not taken effect how many approvals count, and proves nothing of it', () => {
    const { text } = exampleEvidence({ decided: [PROPOSE, approve()], named: null })
    expect(verified(text).conclusion).toContain('1 of 2 approvals count so far')
    expect(verified(text).proves).toEqual([])
  })
})

const T1 = { approvals: '1', groups: '1', among: [], deviceBound: false }
const later = '2026-11-22T13:00:00Z'

describe('evidence by others than the officers', () => {
  it('is refused in a log of the attacker’s own', () => {
    expect(failed(exampleEvidence({ seed: '05'.repeat(32) }).text)).toEqual(['log · checkpoint'])
  })

  it('is refused with keys that are not in the log', () => {
    const [genesis, ...keys] = headEntries()
    const own = { ...person('mallory', BEN.roles, BEN.group), officer: BEN.officer }
    const [first, , ...others] = keys
    if (genesis === undefined || first === undefined) throw new Error('expected entries')
    const forged = exampleEvidence({
      head: [genesis, first, keyEntry(own), ...others],
      decided: [PROPOSE, approve(own), approve(CYD)],
    })
    const { logProofs } = JSON.parse(exampleEvidence().text) as EvidenceBundle
    expect(failed(changed(forged, () => ({ logProofs })))).toContain('log · included')
  })

  it('is refused with a signature by another key', () => {
    const text = changed(exampleEvidence(), ({ signoffs }) => ({
      signoffs: signoffs.map((one, place) => {
        const { evidence } = signoffs[(place + 1) % signoffs.length] ?? one
        return { ...one, evidence }
      }),
    }))
    expect(failed(text)).toEqual(['officers · signatures'])
  })
})

describe('evidence is refused', () => {
  it.each<[string, string, ExampleEvidence]>([
    [
      'a decision that is cut out of the log',
      'log · without gaps',
      exampleEvidence({
        shown: ({ decision }) => decision !== 'approve',
        isHiddenInLog: true,
      }),
    ],
    [
      'a decision in the log that is not shown',
      'officers · decisions',
      exampleEvidence({
        shown: ({ decision }) => decision !== 'approve',
      }),
    ],
    [
      'a veto that is cut out of the log',
      'log · without gaps',
      with_([VETO], {
        ...{ shown: isVeto, isHiddenInLog: true },
      }),
    ],
    [
      'a veto that the execution does not name',
      'officers · decisions',
      with_([VETO], {
        ...{ shown: isVeto, named: (all) => all.slice(0, 3) },
      }),
    ],
    [
      'a veto that neither the execution names nor the bundle brings',
      'log · without gaps',
      with_([VETO], { shown: isVeto, isHiddenInLog: true, named: (all) => all.slice(0, 3) }),
    ],
    ['a veto', 'officers · no veto', with_([VETO])],
    ['a rejection', 'officers · no veto', with_([{ by: DOT, decision: 'reject' }])],
    [
      'a withdrawn proposal',
      'officers · no veto',
      with_([{ by: ADA, decision: 'withdraw', target: 0 }]),
    ],
    ['an approval by an author', 'officers · approvers', exampleEvidence({ authors: [ADA, BEN] })],
    ['two approvals by one person', 'officers · approvers', with_([approve(BEN)])],
    ['a proposer who is no author', 'officers · proposer', exampleEvidence({ authors: [DOT] })],
    ['two proposals', 'officers · proposer', with_([PROPOSE])],
    ['too few approvals', 'officers · enough approvals', decided(PROPOSE, approve())],
    [
      'approvals of one group',
      'officers · enough approvals',
      exampleEvidence({
        head: [...headEntries(), keyEntry(FAY, { founding: false, decisions: ['1'.repeat(64)] })],
        decided: [PROPOSE, approve(), approve(FAY)],
      }),
    ],
    [
      'an approval that was taken back',
      'officers · enough approvals',
      with_([{ by: BEN, decision: 'withdraw', target: 1 }]),
    ],
    [
      'an approval that somebody else took back',
      'officers · withdrawals',
      with_([{ by: DOT, decision: 'withdraw', target: 1 }]),
    ],
    [
      'a key that was revoked before',
      'officers · keys',
      exampleEvidence({
        head: [...headEntries(), keyEntry(BEN, { status: 'revoked', founding: false })],
      }),
    ],
    [
      'a key that was revoked before the execution',
      'officers · enough approvals',
      exampleEvidence({
        between: [keyEntry(BEN, { status: 'revoked', founding: false, at: minutesAfter(9) })],
      }),
    ],
    [
      'a key that came into force later',
      'officers · keys',
      exampleEvidence({
        head: [
          ...headEntries(),
          keyEntry(BEN, { effectiveAt: later, decisions: ['1'.repeat(64)] }),
        ],
      }),
    ],
    [
      'a key that is younger than the loss',
      'officers · keys before the loss',
      exampleEvidence({
        head: [
          ...headEntries(),
          keyEntry(BEN, {
            founding: false,
            decisions: ['1'.repeat(64)],
            effectiveAt: minutesAfter(-30),
          }),
        ],
        envelope: { inputs: { ...envelope.inputs, firstLossAt: minutesAfter(-31) } },
      }),
    ],
    [
      'a key that nobody decided on',
      'officers · founders',
      exampleEvidence({
        head: [...headEntries(), keyEntry(EVE, { founding: false })],
      }),
    ],
    [
      'a first key of a stranger',
      'officers · founders',
      exampleEvidence({
        head: [...headEntries(), keyEntry(EVE)],
      }),
    ],
    [
      'three first keys of one founder',
      'officers · founders',
      exampleEvidence({
        head: [
          ...headEntries(),
          ...['x', 'y'].map((one) => keyEntry({ ...BEN, key: person(one, [], 'risk').key })),
        ],
      }),
    ],
    [
      'a first key after the first day',
      'officers · founders',
      exampleEvidence({
        head: [
          ...headEntries(),
          keyEntry({ ...BEN, key: EVE.key }, { effectiveAt: '2026-11-21T09:00:01Z' }),
        ],
      }),
    ],
    [
      'an approval without the role',
      'officers · roles',
      exampleEvidence({
        head: [...headEntries(), keyEntry(BEN, { roles: ['viewer'], decisions: ['1'.repeat(64)] })],
      }),
    ],
    [
      'a statement of another group',
      'officers · keys',
      decided(PROPOSE, approve(BEN, { statement: { group: 'treasury' } }), approve(CYD)),
    ],
    [
      'a statement about another revision',
      'subject · one subject',
      decided(PROPOSE, approve(BEN, { statement: { revision: '2' } }), approve(CYD)),
    ],
    [
      'a statement about another digest',
      'subject · one digest',
      decided(
        PROPOSE,
        approve(BEN, { statement: { subjectDigest: '0'.repeat(64) } }),
        approve(CYD),
      ),
    ],
    [
      'another text than was shown',
      'subject · summary',
      decided(
        PROPOSE,
        approve(BEN, { statement: { summaryDigest: '0'.repeat(64) } }),
        approve(CYD),
      ),
    ],
    [
      'a statement for another console',
      'subject · place',
      decided(
        PROPOSE,
        approve(BEN, { statement: { origin: 'https://evil.example.com' } }),
        approve(CYD),
      ),
    ],
    [
      'a run for another console',
      'subject · place',
      exampleEvidence({
        envelope: { origin: 'https://evil.example.com' },
      }),
    ],
    [
      'another population',
      'subject · population',
      exampleEvidence({
        envelope: { precommit: { index: '5', leafHash: '0'.repeat(64) } },
      }),
    ],
    [
      'another claims root',
      'subject · population',
      exampleEvidence({
        envelope: { inputs: { ...envelope.inputs, claimsRoot: 'f'.repeat(64) } },
      }),
    ],
    [
      'a policy that the log does not have',
      'quorum · policy',
      exampleEvidence({
        envelope: { policy: { ...envelope.policy, version: '7' } },
      }),
    ],
    [
      'a policy of another digest',
      'quorum · policy',
      exampleEvidence({
        envelope: { policy: { ...envelope.policy, digest: '0'.repeat(64) } },
      }),
    ],
    [
      'other terms than the policy announced',
      'quorum · policy',
      exampleEvidence({
        envelope: {
          policy: {
            ...envelope.policy,
            digest: policyOf('1').digest,
            terms: { rule: 'queue', rounding: 'floor' },
          },
        },
      }),
    ],
    [
      'a lower tier',
      'quorum · tier',
      exampleEvidence({
        ...{ envelope: { tier: 'T1', quorum: T1 }, decided: [PROPOSE, approve()] },
      }),
    ],
    [
      'a smaller quorum',
      'quorum · tier',
      exampleEvidence({
        envelope: { quorum: { ...TWO_OF_TWO_GROUPS, groups: '1' } },
      }),
    ],
    [
      'no time to cool off',
      'quorum · tier',
      exampleEvidence({
        envelope: { notBefore: minutesAfter(29) },
      }),
    ],
    [
      'less than the run takes',
      'quorum · tier inputs',
      exampleEvidence({
        envelope: {
          tierInputs: {
            ...envelope.tierInputs,
            own: { amounts: {}, shareBps: '0', accounts: '0' },
          },
        },
      }),
    ],
    [
      'an execution before its time',
      'times · release',
      exampleEvidence({ endedAt: minutesAfter(29) }),
    ],
    [
      'an execution after its time',
      'times · release',
      exampleEvidence({ endedAt: '2026-11-23T12:00:00Z' }),
    ],
    [
      'a stale statement',
      'times · fresh statements',
      decided(
        PROPOSE,
        approve(BEN, {
          at: minutesAfter(7),
          statement: { issuedAt: minutesAfter(1), expiresAt: minutesAfter(6) },
        }),
        approve(CYD, { at: minutesAfter(8) }),
      ),
    ],
    ['an approval before the proposal', 'times · order', decided(approve(), PROPOSE, approve(CYD))],
    [
      'entries that go back in time',
      'times · entry times',
      decided(
        PROPOSE,
        approve(BEN, { at: minutesAfter(9) }),
        approve(CYD, { at: minutesAfter(8) }),
      ),
    ],
  ])('for %s', (_, refusedBy, { text }) => {
    expect(failed(text)).toContain(refusedBy)
  })

  it.each<[string, string, ExampleEvidence]>([
    ['too small a quorum', 'quorum · quorum', exampleChange({ kind: 'resumed' }, { quorum: T1 })],
    [
      'too little delay',
      'quorum · delay',
      exampleChange(
        { kind: 'officer-added', officer: EVE.officer, roles: ['approver'], group: 'risk' },
        { notBefore: '2026-11-23T12:00:00Z' },
      ),
    ],
    [
      'an approval by whom it is about',
      'officers · approvers',
      exampleChange(
        {
          kind: 'officer-removed',
          officer: BEN.officer,
        },
        { quorum: ALONE, notBefore: minutesAfter(0), endedAt: minutesAfter(1) },
      ),
    ],
    [
      'a proposer without the role',
      'officers · roles',
      exampleChange(
        { kind: 'resumed' },
        {
          ...{
            authors: [BEN],
            decided: [{ by: BEN, decision: 'propose' }, approve(CYD), approve(DOT)],
          },
        },
      ),
    ],
    [
      'a policy that is not the next',
      'quorum · adopted policy',
      exampleChange({
        ...{ kind: 'policy-adopted', policy: policyOf('2'), replaces: null },
      }),
    ],
  ])('for a change with %s', (_, refusedBy, { text }) => {
    expect(failed(text)).toContain(refusedBy)
  })
})

describe('a bundle', () => {
  it('names the entry of each key, and no other', () => {
    const text = changed(exampleEvidence(), ({ signoffs }) => ({
      signoffs: signoffs.map((one) => ({ ...one, keyIndex: '4' })),
    }))
    expect(failed(text)).toEqual(['officers · keys'])
  })

  it('names the authors whose digest was signed', () => {
    const text = changed(exampleEvidence(), () => ({ authors: [] }))
    expect(failed(text)).toEqual(['officers · proposer'])
  })

  it('brings the genesis of the log', () => {
    const text = changed(exampleEvidence(), ({ logEntries, logProofs }) => ({
      ...{ logEntries: logEntries.slice(1), logProofs: logProofs.slice(1) },
    }))
    expect(failed(text)).toEqual(['log · entries'])
  })

  it('is closed: another member is refused', () => {
    const { text } = exampleEvidence()
    expect(failed(text.replace('{"authors"', '{"also":"","authors"'))).toEqual(['file · members'])
  })
})
