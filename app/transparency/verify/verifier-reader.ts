// The part of the page where the reader says who he is and what he kept.
import { element, section } from './verifier-element'
import { words } from './verifier-words'

const text = words.reader

export type ReaderPart = {
  element: HTMLElement
  account: () => string | null
  kept: () => string | null
  /** Says that the account is needed, and puts the cursor there. */
  askForAccount: () => void
  /** Takes the question away while every open file speaks of nobody’s account. */
  showAccount: (isNeeded: boolean) => void
}

type Listeners = { onChange: () => void; onEnter: () => void }

export const readerPart = ({ onChange, onEnter }: Listeners): ReaderPart => {
  const problem = element('p', { id: 'account-problem', class: 'problem', role: 'alert' })
  const account = accountInput()
  const kept = element('textarea', {
    id: 'kept',
    rows: '6',
    spellcheck: 'false',
    'aria-describedby': 'kept-note',
  })
  const changed = (): void => {
    problem.textContent = ''
    account.removeAttribute('aria-invalid')
    onChange()
  }
  account.addEventListener('input', changed)
  account.addEventListener('keydown', ({ key }) => {
    if (key === 'Enter') onEnter()
  })
  kept.addEventListener('input', changed)
  const question = accountQuestion(account, problem)
  const whole = readerSection(question, kept)
  return {
    element: whole,
    account: () => trimmed(account.value),
    // The text itself counts to the last byte, so only a text of nothing is none.
    kept: () => (trimmed(kept.value) === null ? null : withLineEnd(kept.value)),
    askForAccount: () => {
      problem.textContent = text.accountMissing
      account.setAttribute('aria-invalid', 'true')
      account.focus()
    },
    showAccount: (isNeeded) => {
      question.hidden = !isNeeded
      const heading = whole.querySelector('h2')
      if (heading !== null) heading.textContent = isNeeded ? text.title : text.titleWithoutAccount
    },
  }
}

const accountQuestion = (account: HTMLElement, problem: HTMLElement): HTMLElement =>
  element(
    'div',
    {},
    element('label', { for: 'account' }, text.account),
    account,
    element('p', { id: 'account-note', class: 'quiet' }, text.accountNote),
    problem,
  )

const readerSection = (question: HTMLElement, kept: HTMLElement): HTMLElement =>
  section(
    { id: 'reader', title: text.title },
    question,
    element(
      'details',
      {},
      element('summary', {}, text.keptOptional),
      element('label', { for: 'kept' }, text.kept),
      kept,
      element('p', { id: 'kept-note', class: 'quiet' }, text.keptNote),
    ),
  )

const accountInput = (): HTMLInputElement =>
  element('input', {
    id: 'account',
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    maxlength: '200',
    'aria-describedby': 'account-note account-problem',
  })

const trimmed = (value: string): string | null => (value.trim() === '' ? null : value.trim())

/** Copying from a page often loses the line end that a note must have, and leaves spaces around it. */
const withLineEnd = (value: string): string => `${value.trim()}\n`
