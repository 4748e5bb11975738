// Evidence as vectors: bundles that a verifier accepts, and bundles that it refuses by the check named.
import {
  ADA,
  BEN,
  CYD,
  DOT,
  exampleChange,
  exampleEvidence,
  headEntries,
  keyEntry,
  minutesAfter,
  PROPOSED_AND_APPROVED,
  type Decided,
} from './evidence-bundle.example'
import { ALONE } from './quorum'
import type { VectorCase } from './run-vectors.example'
import type { RefusedRun } from './run-vectors-refused.example'
import { EXAMPLE_PINS } from './statement-file.example'

const bundle = (name: string, { text }: { text: string }): VectorCase => ({
  ...{ name, account: null },
  files: [{ name: 'evidence.json', text }],
})

/** A run, a run that was stopped and a change of the desk. */
export const acceptedEvidence = () => ({
  about: 'Evidence bundles that a verifier with these pins accepts.',
  pins: EXAMPLE_PINS,
  cases: [
    bundle('a run that two approved and that took effect', exampleEvidence()),
    bundle('a run that was vetoed', exampleEvidence({ decided: vetoed, named: null })),
    bundle(
      'a pause by one person',
      exampleChange(
        { kind: 'paused' },
        {
          ...{ quorum: ALONE, decided: [propose], notBefore: minutesAfter(0) },
          endedAt: minutesAfter(1),
        },
      ),
    ),
  ],
})

const propose: Decided = { by: ADA, decision: 'propose' }
const approve = (by = BEN): Decided => ({ by, decision: 'approve' })
const vetoed: Decided[] = [...PROPOSED_AND_APPROVED, { by: DOT, decision: 'veto' }]
const isNoVeto = ({ decision }: { decision: string }): boolean => decision !== 'veto'

/** Each signed and logged as far as its maker could. */
export const refusedEvidence = () => ({
  about:
    'Evidence bundles that a verifier with these pins refuses, by the check named, perhaps by others too.',
  pins: EXAMPLE_PINS,
  cases: REFUSED.map(([name, refusedBy, made]): RefusedRun => ({
    ...bundle(name, made()),
    refusedBy,
  })),
})

const REFUSED: [string, string, () => { text: string }][] = [
  ['the log is another one', 'log · checkpoint', () => exampleEvidence({ seed: '05'.repeat(32) })],
  [
    'a veto is cut out of the log, and the execution does not name it',
    'log · without gaps',
    () =>
      exampleEvidence({
        ...{ decided: vetoed, shown: isNoVeto, isHiddenInLog: true },
        named: (all) => all.slice(0, 3),
      }),
  ],
  [
    'a veto stands in the log and is not shown',
    'officers · decisions',
    () => exampleEvidence({ decided: vetoed, shown: isNoVeto, named: (all) => all.slice(0, 3) }),
  ],
  [
    'a run was vetoed and took effect',
    'officers · no veto',
    () => exampleEvidence({ decided: vetoed }),
  ],
  [
    'the author approved',
    'officers · approvers',
    () => exampleEvidence({ decided: [propose, approve(ADA), approve(CYD)] }),
  ],
  [
    'one approval is too few',
    'officers · enough approvals',
    () => exampleEvidence({ decided: [propose, approve()] }),
  ],
  [
    'a key was revoked before',
    'officers · keys',
    () =>
      exampleEvidence({
        head: [...headEntries(), keyEntry(BEN, { status: 'revoked', founding: false })],
      }),
  ],
  [
    'a key names decisions that no change took effect with',
    'officers · keys admitted',
    () =>
      exampleEvidence({
        head: [...headEntries(), keyEntry(BEN, { founding: false, decisions: ['a'.repeat(64)] })],
      }),
  ],
  [
    'a run is put into a lower tier',
    'quorum · tier',
    () =>
      exampleEvidence({
        envelope: {
          tier: 'T1',
          quorum: { approvals: '1', groups: '1', among: [], deviceBound: false },
        },
        decided: [propose, approve()],
      }),
  ],
  [
    'a statement is about another digest',
    'subject · one digest',
    () =>
      exampleEvidence({
        decided: [
          propose,
          { ...approve(), statement: { subjectDigest: '0'.repeat(64) } },
          approve(CYD),
        ],
      }),
  ],
  [
    'it took effect too early',
    'times · release',
    () => exampleEvidence({ endedAt: minutesAfter(29) }),
  ],
]
