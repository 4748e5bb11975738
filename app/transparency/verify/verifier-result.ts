// The part of the page that says what came out: verdict, steps with their checks, numbers, what is proven, receipt.
import {
  isAccepted,
  type Fact,
  type Verification,
  type VerificationKind,
} from '@/lib/domain/verification-check'
import { leavesOpen } from '@/lib/domain/verification-wording'
import { element, icon } from './verifier-element'
import type { Pins } from './verifier-pins'
import { receiptElement } from './verifier-receipt-element'
import { verdictOf } from './verifier-receipt'
import { stepList } from './verifier-steps'
import { stepName, words } from './verifier-words'

const text = words.result

export type ResultPart = {
  element: HTMLElement
  show: (verifications: readonly Verification[], pins: Pins) => void
  say: (sentence: string) => void
  clear: () => void
}

export const resultPart = (): ResultPart => {
  const status = element('p', { role: 'status', class: 'notes' })
  const body = element('section', { id: 'result', 'aria-labelledby': 'verdict' })
  body.hidden = true
  return {
    element: element('div', {}, status, body),
    say: (sentence) => {
      status.textContent = sentence
    },
    clear: () => {
      status.textContent = ''
      body.replaceChildren()
      body.hidden = true
    },
    show: (verifications, pins) => {
      const heading = verdictHeading(verifications)
      body.replaceChildren(
        heading,
        ...sentencesOf(verifications),
        ...verifications.map(verificationElement),
        meaning(verifications),
        receiptElement(verifications, pins),
      )
      body.hidden = false
      status.textContent = ''
      heading.focus()
    },
  }
}

const verdictHeading = (verifications: readonly Verification[]): HTMLElement => {
  const shape = verifications.every(isAccepted) ? 'passed' : 'failed'
  return element(
    'h2',
    { id: 'verdict', tabindex: '-1', class: `verdict ${shape}` },
    icon(shape),
    verdictOf(verifications),
  )
}

/** What it comes to: of the refused files where there are any, else of the statements. */
const sentencesOf = (verifications: readonly Verification[]): HTMLElement[] => {
  const refused = verifications.filter((verification) => !isAccepted(verification))
  const statements = verifications.filter(({ kind }) => kind === 'statement')
  const told = [refused, statements, verifications].find((list) => list.length > 0) ?? []
  const isOne = verifications.length === 1
  const conclusions = told.map(({ name, conclusion }) =>
    isOne || refused.length === 0 ? conclusion : `${name}: ${conclusion}`,
  )
  return [
    ...[...new Set(conclusions)].map((sentence) => element('p', { class: 'conclusion' }, sentence)),
    ...(refused.length === 0 ? [] : [element('p', { class: 'quiet' }, failedOf(refused))]),
  ]
}

const failedOf = (refused: readonly Verification[]): string => {
  const failed = refused
    .flatMap(({ kind, checks }) => checks.map((check) => ({ ...check, kind })))
    .filter(({ isPassed }) => !isPassed)
    .map(({ step, name, kind }) => `${stepName(step, kind)} · ${name}`)
  return text.failedAt([...new Set(failed)].join(', '))
}

const verificationElement = (verification: Verification): HTMLElement => {
  const { name, kind, facts } = verification
  return element(
    'article',
    { class: 'verification' },
    element('h3', {}, name, element('span', { class: 'quiet' }, ` ${kind}`)),
    ...factLists(facts),
    stepList(verification),
  )
}

/** What a reader looks for first; the rest is one step away. Labels are those of the kernel. */
const FIRST: readonly string[] = [
  ...['Account', 'Levy', 'Levy of this account', 'Kept', 'Report', 'Collected', 'Checkpoint'],
  ...['Loss', 'Levied', 'Kept checkpoint', 'Signed', 'Proposal', 'Fingerprint'],
  ...['In plain words', 'State', 'Tier', 'Quorum', 'Decision', 'Officer', 'Decided'],
]

const factLists = (facts: readonly Fact[]): HTMLElement[] => {
  const first = facts.filter(({ label }) => FIRST.includes(label))
  const rest = facts.filter(({ label }) => !FIRST.includes(label))
  return [
    ...(first.length === 0 ? [] : [factList(first)]),
    ...(rest.length === 0
      ? []
      : [element('details', {}, element('summary', {}, summaryOf(rest)), factList(rest))]),
  ]
}

const summaryOf = (facts: readonly Fact[]): string =>
  facts.some(({ isPrivate }) => isPrivate) ? text.allFacts : text.moreFacts

const factList = (facts: readonly Fact[]): HTMLElement =>
  element(
    'dl',
    { 'aria-label': text.facts },
    ...facts.map(({ label, value }) =>
      element('div', {}, element('dt', {}, label), element('dd', {}, value)),
    ),
  )

const meaning = (verifications: readonly Verification[]): HTMLElement => {
  const canProve = verifications.some(({ kind }) => PROVING.includes(kind))
  const isWhole = canProve && verifications.every(isAccepted)
  const proven = new Set(verifications.flatMap(({ proves }) => proves))
  const unproven = isWhole ? text.provesNotYet : text.provesNothing
  const nothing = canProve ? unproven : text.provesOnly
  return element(
    'div',
    { class: 'meaning' },
    element(
      'div',
      {},
      element('h3', {}, text.proves),
      isWhole && proven.size > 0 ? sentences([...proven]) : element('p', {}, nothing),
    ),
    element('div', {}, element('h3', {}, text.doesNotProve), sentences(leavesOpen(verifications))),
  )
}

const PROVING: readonly VerificationKind[] = ['statement', 'evidence', 'proposal', 'receipt']

const sentences = (list: readonly string[]): HTMLElement =>
  element('ul', { class: 'sentences' }, ...list.map((sentence) => element('li', {}, sentence)))
