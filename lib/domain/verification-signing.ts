// Whether evidence that was given beside a statement is that of its run.
import type { Check, Fact } from './verification-check'
import { judged, publicFact } from './verification-check'
import type { EvidenceCase } from './verification-evidence-log'
import type { LoggedRun } from './verification-log'

/**
 * The step "officers" of a statement: none without accepted evidence of its run. Only a bundle
 * that was accepted itself speaks here, so one that is refused says nothing against a statement.
 */
export const signingChecks = (run: LoggedRun, signed: readonly EvidenceCase[]): Check[] =>
  signed
    .filter((evidence) => isOfRun(run, evidence))
    .map((evidence) =>
      judged(
        { step: 'officers', name: 'evidence' },
        {
          problem: problemOfEvidence(run, evidence),
          sentence: `The evidence bundle given beside it shows that keys of the log signed this run: ${evidence.signed.length} decisions, in the execution at entry ${run.execution.index}.`,
        },
      ),
    )

/** How many decisions the log names, and which file shows the keys behind them. */
export const signingFact = (
  { execution, proposal }: LoggedRun,
  signed: readonly EvidenceCase[],
): Fact => {
  const { clawbackId, revision, runDigest } = proposal.entry
  const { length } = execution.entry.decisions
  const isShown = signed.some(({ digest }) => digest === runDigest)
  return publicFact(
    'Sign-offs',
    isShown
      ? `${length} in the log, with keys that the evidence bundle shows`
      : `${length} in the log; the evidence bundle of ${clawbackId}, revision ${revision}, with the digest ${runDigest}, would show their keys`,
  )
}

const isOfRun = (
  { proposal: { entry } }: LoggedRun,
  { bundle: { subject } }: EvidenceCase,
): boolean =>
  subject.type === 'clawback' &&
  subject.clawbackId === entry.clawbackId &&
  subject.revision === entry.revision

const problemOfEvidence = (
  { proposal, execution }: LoggedRun,
  { digest, ending }: EvidenceCase,
): string | null => {
  if (digest !== proposal.entry.runDigest)
    return 'The evidence bundle given beside it is of another run than the statement.'
  if (ending === null) return 'The evidence bundle given beside it is from before the execution.'
  return ending.index === execution.index
    ? null
    : `The evidence bundle has the execution at entry ${ending.index}, the statement at ${execution.index}.`
}
