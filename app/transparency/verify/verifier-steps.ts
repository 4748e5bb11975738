// The steps of one verification, each with its checks: opened where something failed, for that is what a reader came for.
import {
  isAccepted,
  STATEMENT_STEPS,
  STEPS,
  type Check,
  type Step,
  type Verification,
  type VerificationKind,
} from '@/lib/domain/verification-check'
import { element, icon } from './verifier-element'
import { stepName, words } from './verifier-words'

const text = words.result

/** A statement shows every step, also one without checks; other files show what they have. */
export const stepList = (verification: Verification): HTMLElement => {
  const { kind, checks } = verification
  const steps = kind === 'statement' ? STATEMENT_STEPS : STEPS
  const items = steps.map((step) => ({ step, own: checks.filter((check) => check.step === step) }))
  const shown = items.filter(({ own }) => kind === 'statement' || own.length > 0)
  return element(
    'ol',
    { class: 'steps' },
    ...shown.map(({ step, own }) =>
      own.length === 0
        ? absentStep(step, { isWhole: isAccepted(verification) })
        : checkedStep({ step, kind }, own),
    ),
  )
}

const absentStep = (step: Step, { isWhole }: { isWhole: boolean }): HTMLElement =>
  element(
    'li',
    { class: 'step' },
    element(
      'p',
      { class: 'line' },
      ...lineOf('absent', words.steps[step], absentText(step, isWhole)),
    ),
  )

/** What the officers' keys signed stands in a file of its own; numbers to compare stand where all passed. */
const absentText = (step: Step, isWhole: boolean): string => {
  if (step === 'officers') return text.stepAbsent
  return step === 'history' && isWhole ? text.stepCompare : text.stepNotReached
}

const checkedStep = (
  { step, kind }: { step: Step; kind: VerificationKind },
  checks: readonly Check[],
): HTMLElement => {
  const failed = checks.filter(({ isPassed }) => !isPassed).length
  const shape = failed === 0 ? 'passed' : 'failed'
  const summary =
    failed === 0 ? text.stepPassed(checks.length) : text.stepFailed(failed, checks.length)
  return element(
    'li',
    { class: 'step' },
    element(
      'details',
      { open: failed > 0 },
      element('summary', { class: 'line' }, ...lineOf(shape, stepName(step, kind), summary)),
      element('ul', { class: 'checks' }, ...checks.map(checkElement)),
    ),
  )
}

const lineOf = (shape: Parameters<typeof icon>[0], name: string, summary: string): Element[] => [
  icon(shape),
  element('b', {}, name),
  element('span', {}, summary),
]

const checkElement = ({ name, isPassed, sentence }: Check): HTMLElement => {
  const shape = isPassed ? 'passed' : 'failed'
  return element(
    'li',
    { class: shape },
    icon(shape),
    element('b', {}, text[shape]),
    element('div', {}, element('span', { class: 'name' }, name), element('p', {}, sentence)),
  )
}
