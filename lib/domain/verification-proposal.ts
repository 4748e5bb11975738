// What a proposal file says: fingerprint, plain text and totals, for comparing on a second device.
import { quoted } from './assert'
import { subjectRef } from './evidence-bundle'
import { formatAmount, groupThousands } from './money'
import type { ProposalFile } from './proposal-file'
import { quorumInWords } from './quorum'
import { fingerprint, renderSubject, subjectDigest } from './signoff'
import { judged, publicFact, type Check, type Fact, type Verification } from './verification-check'
import { environmentChecks, type ReaderPins } from './verification-order'
import { PROVES_PROPOSAL } from './verification-wording'
import type { RunSubject } from './verification-subject-form'

/**
 * The checks and facts of a proposal. It is signed by nobody yet, so all that can be checked is that
 * it is of the pinned log and adds up; its worth is the fingerprint, computed here from the file.
 * Source: signoff.md §3 and §4.
 */
export const verifyProposal = (
  { subject }: ProposalFile,
  pins: ReaderPins,
): Pick<Verification, 'checks' | 'facts' | 'proves'> & { conclusion?: string } => {
  const checks: Check[] = [
    judged(
      { step: 'log', name: 'origin' },
      {
        problem:
          subject.logOrigin === pins.origin
            ? null
            : `The proposal is for the log ${quoted(subject.logOrigin)}, pinned is ${quoted(pins.origin)}.`,
        sentence: `The proposal is for the pinned log ${quoted(pins.origin)}.`,
      },
    ),
    ...environmentChecks(subject.env, pins),
    ...(subject.type === 'clawback' ? totalChecks(subject) : []),
  ]
  const isWhole = checks.every(({ isPassed }) => isPassed)
  return {
    checks,
    facts: factsOf(subject),
    proves: isWhole ? PROVES_PROPOSAL : [],
    ...(isWhole ? { conclusion: COMPARE } : {}),
  }
}

const COMPARE =
  'Compare the fingerprint with the one on the screen where you sign, character by character. By this file nobody has signed anything.'

const total = (name: string, outcome: { isSame: boolean; sentence: string }): Check =>
  judged(
    { step: 'total', name },
    {
      problem: outcome.isSame ? null : `This does not add up: ${outcome.sentence}`,
      sentence: outcome.sentence,
    },
  )

const totalChecks = ({ lossEvents, inputs, result }: RunSubject): Check[] => {
  const { grossLoss, fundDraw, operatorDraw, toMutualise } = result.waterfall
  return [
    total('losses', {
      isSame: adds(
        lossEvents.map(({ amount }) => amount),
        grossLoss,
      ),
      sentence: 'The losses are the gross loss.',
    }),
    total('waterfall', {
      isSame: adds([fundDraw, operatorDraw, toMutualise], grossLoss),
      sentence: 'Fund, operator and what is shared out are the gross loss.',
    }),
    total('collected', {
      isSame: adds([result.collected, result.uncovered], toMutualise),
      sentence: 'What is collected and what stays uncovered are what is shared out.',
    }),
    total('levied', {
      isSame: adds([result.levied, result.residual], result.collected),
      sentence: 'All levies and the rounding residual are what is collected.',
    }),
    total('capacity', {
      isSame: BigInt(result.levied) <= BigInt(inputs.population.capacity),
      sentence: 'All levies together are within what the claims may lose.',
    }),
  ]
}

const adds = (parts: readonly string[], whole: string): boolean =>
  parts.reduce((sum, part) => sum + BigInt(part), 0n) === BigInt(whole)

const factsOf = (subject: ProposalFile['subject']): Fact[] => {
  const { subjectId, revision } = subjectRef(subject)
  const digest = subjectDigest(subject)
  const named =
    subject.type === 'clawback'
      ? `Clawback ${subjectId}, revision ${revision}`
      : `Change ${subjectId}`
  return [
    publicFact('Proposal', named),
    publicFact('Fingerprint', fingerprint(digest)),
    publicFact('In plain words', renderSubject(subject)),
    ...(subject.type === 'clawback' ? runFacts(subject) : []),
    publicFact('Quorum', quorumInWords(subject.quorum)),
    publicFact('May take effect', `from ${subject.notBefore}, before ${subject.expiresAt}`),
    publicFact('Signed for', `${subject.origin}, environment ${subject.env}`),
    publicFact('Digest', digest),
  ]
}

const runFacts = ({ scope, result, tier, lossEvents, policy }: RunSubject): Fact[] => {
  const money = (units: string): string =>
    `${groupThousands(formatAmount(BigInt(units), { scale: Number(scope.scale) }))} ${scope.asset}`
  return [
    publicFact('Loss', `${money(result.waterfall.grossLoss)}, ${lossEvents.length} in scope`),
    publicFact('Fund pays', money(result.waterfall.fundDraw)),
    publicFact('Operator pays', money(result.waterfall.operatorDraw)),
    publicFact('Collected', money(result.collected)),
    publicFact(
      'Levied',
      `${money(result.levied)} from ${groupThousands(result.accountsCharged)} accounts`,
    ),
    publicFact('Residual', money(result.residual)),
    publicFact('Uncovered', money(result.uncovered)),
    publicFact('Tier', tier),
    publicFact('Policy', `${policy.id}, version ${policy.version}`),
  ]
}
