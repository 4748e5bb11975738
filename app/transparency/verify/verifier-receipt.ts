// A receipt that can be shown to anybody: what was checked and what came out, without account, amounts or secrets.
import { isAccepted, type Fact, type Verification } from '@/lib/domain/verification-check'
import type { Pins } from './verifier-pins'
import { stepName, words } from './verifier-words'

const text = words.receipt

/** Names of files and sentences of checks may hold an account or an amount, so neither is in it. */
export const receiptText = (verifications: readonly Verification[], pins: Pins): string =>
  [
    text.heading,
    '',
    line(text.venue, pins.venue),
    line(text.origin, pins.origin),
    ...pins.keys.map((key) => line(text.key, key)),
    ...pins.retired.map(({ vkey }) => line(text.retiredKey, vkey)),
    line(text.verdict, verdictOf(verifications)),
    ...verifications.flatMap((verification) => ['', ...linesOf(verification)]),
    '',
  ].join('\n')

export const verdictOf = (verifications: readonly Verification[]): string => {
  const checks = verifications.flatMap((verification) => verification.checks)
  const failed = checks.filter(({ isPassed }) => !isPassed).length
  const isNothing = verifications.every(({ kind }) => kind === 'unreadable')
  if (isNothing) return words.result.unreadable
  if (verifications.every(isAccepted)) return words.result.accepted
  return words.result.refused(failed, checks.length)
}

const linesOf = ({ kind, checks, facts }: Verification): string[] => {
  const failed = checks.filter(({ isPassed }) => !isPassed)
  return [
    line(text.file, kind),
    line(text.passed, text.of(checks.length - failed.length, checks.length)),
    ...failed.map(({ step, name }) => line(text.failed, `${stepName(step, kind)}, ${name}`)),
    ...facts.filter(mayBeShown).map(({ label, value }) => line(label, value)),
  ]
}

/** Named one by one: classes of few accounts are public in no report, and a new fact is not shown by accident. */
const SHOWN: readonly string[] = [
  'Report',
  'SHA-256 of the report',
  'Clawback',
  'Run digest',
  'Rule',
  'Snapshot',
  'Checkpoint',
  'Root of the log',
  'In the log',
]

const mayBeShown = ({ label, isPrivate }: Fact): boolean => !isPrivate && SHOWN.includes(label)

const line = (label: string, value: string): string => `${label}: ${value}`
