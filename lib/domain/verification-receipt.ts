// What a receipt says: who decided what and when, and whether the log has that decision.
import type { LogEntry } from './log-entry'
import { groupThousands } from './money'
import type { ReceiptFile } from './receipt'
import type { Decision } from './signoff'
import { judged, publicFact, refused, type Fact, type Verification } from './verification-check'
import { checkpointFacts, keptChecks, signedCheckpoint } from './verification-checkpoint'
import { inclusionCheck, loggedAs, readPlaced, type Logged } from './verification-entries'
import { forkChecks, type ShownCheckpoints } from './verification-fork'
import type { Reader } from './verification-statement'
import { PROVES_RECEIPT } from './verification-wording'

type VerifiedReceipt = Pick<Verification, 'checks' | 'facts' | 'proves'> & { conclusion?: string }

/**
 * The checks of a receipt: its entry is one decision, and a checkpoint of the pinned keys includes
 * it. `shown` are the checkpoints of all files that were given. Source: signoff.md §3.
 */
export const verifyReceipt = (
  { entry, proof }: ReceiptFile,
  { reader, shown }: { reader: Reader; shown: ShownCheckpoints },
): VerifiedReceipt => {
  const read = readPlaced({ type: 'receipt', logEntries: [entry], logProofs: [proof] })
  if ('problem' in read) return failed(refused(ENTRIES, read.problem))
  const [placed] = read.placed
  const decision = placed === undefined ? null : loggedAs(placed, 'decision')
  if (decision === null) return failed(refused(ENTRIES, NO_DECISION))
  const { check, checkpoint } = signedCheckpoint(read.note, reader.pins)
  if (checkpoint === null) return failed(check)
  const checks = [
    check,
    judged(ENTRIES, { problem: null, sentence: 'The entry is that of one decision.' }),
    inclusionCheck(checkpoint, read.placed),
    ...keptChecks(checkpoint, reader),
    ...forkChecks(checkpoint, { shown, pins: reader.pins }),
  ]
  const isWhole = checks.every(({ isPassed }) => isPassed)
  return {
    checks,
    facts: [...(isWhole ? factsOf(decision) : []), ...checkpointFacts(checkpoint, reader)],
    proves: isWhole ? PROVES_RECEIPT : [],
    ...(isWhole ? { conclusion: sentenceOf(decision, checkpoint.size) } : {}),
  }
}

const ENTRIES = { step: 'log', name: 'entries' } as const
const NO_DECISION = 'The receipt brings an entry that is no decision.'

const failed = (check: VerifiedReceipt['checks'][number]): VerifiedReceipt => ({
  ...{ checks: [check], facts: [], proves: [] },
})

const sentenceOf = ({ index, entry }: Logged<'decision'>, size: number): string => {
  const counted = (count: number): string => groupThousands(count.toString())
  return `Officer ${entry.officer.slice(0, 10)}… ${DONE[entry.kind]} ${subjectOf(entry)}, at ${entry.at}: entry ${counted(index)} of the log, at its checkpoint of ${counted(size)} entries.`
}

const DONE: Record<Decision, string> = {
  propose: 'proposed',
  approve: 'approved',
  reject: 'rejected',
  veto: 'vetoed',
  withdraw: 'withdrew a decision about',
}

const subjectOf = ({
  subjectType,
  subjectId,
  revision,
}: Extract<LogEntry, { type: 'decision' }>): string =>
  subjectType === 'clawback' ? `clawback ${subjectId}, revision ${revision}` : `change ${subjectId}`

const factsOf = ({ index, entry }: Logged<'decision'>): Fact[] => [
  publicFact('Decision', `${entry.kind}, ${subjectOf(entry)}`),
  publicFact('Officer', entry.officer),
  publicFact('Decided', `at ${entry.at}, entry ${groupThousands(index.toString())} of the log`),
  publicFact('Digest', entry.subjectDigest),
  publicFact('Key', entry.credentialIdHash),
]
