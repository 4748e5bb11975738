// Evidence beside a statement speaks for its run, and only for that one.
import { describe, expect, it } from 'vitest'
import type { EvidenceBundle } from './evidence-bundle'
import { exampleEvidence } from './evidence-bundle.example'
import { EXAMPLE_PINS, exampleRun } from './statement-file.example'
import { openEvidence, type EvidenceCase } from './verification-evidence-log'
import { openLog, type LoggedRun } from './verification-log'
import { signingChecks, signingFact } from './verification-signing'

const opened = (): EvidenceCase => {
  const bundle = JSON.parse(exampleEvidence().text) as EvidenceBundle
  const { evidence } = openEvidence(bundle, EXAMPLE_PINS)
  if (evidence === null) throw new Error('expected a bundle that can be opened')
  return evidence
}

/** The run of a statement, with the proposal and the execution that the evidence has. */
const runOf = ({ proposal, ending }: EvidenceCase): LoggedRun => {
  const { run } = openLog(exampleRun().statementOf('A-1001'), EXAMPLE_PINS)
  if (run === null || proposal === null || ending?.entry.type !== 'execution')
    throw new Error('expected a run')
  return { ...run, proposal, execution: { index: ending.index, entry: ending.entry } }
}

const evidence = opened()
const run = runOf(evidence)

describe('evidence beside a statement', () => {
  it('shows the keys behind the decisions of its run', () => {
    expect(signingChecks(run, [evidence])).toMatchObject([{ step: 'officers', isPassed: true }])
    expect(signingFact(run, [evidence]).value).toContain('3 in the log, with keys')
  })

  it('is refused when it has another digest for the same revision', () => {
    const other = { ...evidence, digest: '0'.repeat(64) }
    expect(signingChecks(run, [other])).toMatchObject([{ step: 'officers', isPassed: false }])
  })

  it('is refused when it is from before the execution', () => {
    expect(signingChecks(run, [{ ...evidence, ending: null }])).toMatchObject([{ isPassed: false }])
  })

  it('says nothing of another revision, and the statement names what would show its keys', () => {
    const entry = { ...run.proposal.entry, revision: '2', runDigest: '6'.repeat(64) }
    const later = { ...run, proposal: { ...run.proposal, entry } }
    expect(signingChecks(later, [evidence])).toEqual([])
    expect(signingFact(later, [evidence]).value).toContain(
      'the evidence bundle of CB-2026-001, revision 2',
    )
  })
})
