// What a verification consists of: steps, checks with a sentence each, and facts in words.
import { escapeCharacter } from './assert'

/** In the order in which a reader meets them. Source: transparency.md §6. */
export const STEPS = [
  'file',
  'log',
  'subject',
  'quorum',
  'officers',
  'times',
  'population',
  'my claim',
  'rule',
  'total',
  'history',
] as const
export type Step = (typeof STEPS)[number]

/** Those of a statement, in the same order; the others are of what officers sign. */
export const STATEMENT_STEPS: readonly Step[] = STEPS.filter(
  (step) => !['subject', 'quorum', 'times'].includes(step),
)

/** One line: whether something holds, and a sentence that says what holds or what was found. */
export type Check = { step: Step; name: string; isPassed: boolean; sentence: string }

/** A number in words for the reader; a private one never stands in a receipt. */
export type Fact = { label: string; value: string; isPrivate: boolean }

export type VerificationKind =
  | 'statement'
  | 'report'
  | 'evidence'
  | 'proposal'
  | 'receipt'
  | 'log proof'
  | 'checkpoint'
  | 'unreadable'

/**
 * The outcome for one file. It is accepted when `isAccepted`, whatever its facts say. `conclusion` is
 * what it comes to in one sentence; `proves` is empty where the file was refused.
 */
export type Verification = {
  name: string
  kind: VerificationKind
  checks: Check[]
  facts: Fact[]
  conclusion: string
  proves: readonly string[]
  /** What stays open in this very file, beside what stays open in all of its kind. */
  open?: readonly string[]
}

/** Whether a file was read and nothing in it was refused. */
export const isAccepted = ({ kind, checks }: Pick<Verification, 'kind' | 'checks'>): boolean =>
  kind !== 'unreadable' && checks.length > 0 && checks.every(({ isPassed }) => isPassed)

/** A check that failed with `problem`, or passed with the sentence when there is none. */
export const judged = (
  { step, name }: Pick<Check, 'step' | 'name'>,
  { problem, sentence }: { problem: string | null; sentence: string },
): Check => ({
  step,
  name,
  isPassed: problem === null,
  sentence: printable(problem ?? sentence),
})

/** A check that failed. */
export const refused = ({ step, name }: Pick<Check, 'step' | 'name'>, sentence: string): Check => ({
  step,
  name,
  isPassed: false,
  sentence: printable(sentence),
})

/** A fact that anybody may read. */
export const publicFact = (label: string, value: string): Fact => ({
  label: printable(label),
  value: printable(value),
  isPrivate: false,
})

/** A fact about one account. */
export const privateFact = (label: string, value: string): Fact => ({
  label: printable(label),
  value: printable(value),
  isPrivate: true,
})

/** Text in which what breaks a line, turns the writing or cannot be seen is written out as `\u{…}`. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escapeCharacter)
