// The part of the page that says what came out: verdict, steps with their checks, numbers, what is proven, receipt.
import { isAccepted, type Fact, type Verification } from '@/lib/domain/verification-check'
import { DOES_NOT_PROVE, PROVES } from '@/lib/domain/verification-wording'
import { element, icon } from './verifier-element'
import type { Pins } from './verifier-pins'
import { receiptElement } from './verifier-receipt-element'
import { verdictOf } from './verifier-receipt'
import { stepList } from './verifier-steps'
import { words } from './verifier-words'

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
        element('p', {}, sentenceOf(verifications)),
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

const sentenceOf = (verifications: readonly Verification[]): string => {
  const unreadable = verifications.filter(({ kind }) => kind === 'unreadable')
  if (verifications.every(isAccepted)) return text.acceptedSentence
  if (unreadable.length === 0) return text.refusedSentence
  return text.partlyUnreadable(unreadable.map(({ name }) => name).join(', '))
}

const verificationElement = (verification: Verification): HTMLElement => {
  const { name, kind, facts } = verification
  return element(
    'article',
    { class: 'verification' },
    element('h3', {}, name, element('span', { class: 'quiet' }, ` ${kind}`)),
    facts.length === 0 ? null : factList(facts),
    stepList(verification),
  )
}

const factList = (facts: readonly Fact[]): HTMLElement =>
  element(
    'dl',
    { 'aria-label': text.facts },
    ...facts.map(({ label, value }) =>
      element('div', {}, element('dt', {}, label), element('dd', {}, value)),
    ),
  )

const meaning = (verifications: readonly Verification[]): HTMLElement => {
  const hasStatement = verifications.some(({ kind }) => kind === 'statement')
  const isProven = hasStatement && verifications.every(isAccepted)
  const nothing = hasStatement ? text.provesNothing : text.provesOnly
  return element(
    'div',
    { class: 'meaning' },
    element(
      'div',
      {},
      element('h3', {}, text.proves),
      isProven ? sentences(PROVES) : element('p', {}, nothing),
    ),
    element('div', {}, element('h3', {}, text.doesNotProve), sentences(DOES_NOT_PROVE)),
  )
}

const sentences = (list: readonly string[]): HTMLElement =>
  element('ul', { class: 'sentences' }, ...list.map((sentence) => element('li', {}, sentence)))
