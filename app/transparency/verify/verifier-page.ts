// The page as a whole: its parts in the order of reading, and what happens between them.
import type { StatementFile } from '@/lib/domain/statement-file'
import { verifyFiles } from '@/lib/domain/verification'
import { openFile } from '@/lib/domain/verification-file'
import { isAccepted, type Verification } from '@/lib/domain/verification-check'
import { button, element, section } from './verifier-element'
import { filesPart, type FilesPart } from './verifier-files'
import type { OpenedFile } from './verifier-intake'
import type { Pins } from './verifier-pins'
import { pinsElement } from './verifier-pins-element'
import { readerPart, type ReaderPart } from './verifier-reader'
import { resultPart, type ResultPart } from './verifier-result'
import { tamperCases } from './verifier-tamper-cases'
import { tamperOwn, type Subject } from './verifier-tamper-own'
import { words } from './verifier-words'

/** Without pins the page shows the cases and gives no verdict. */
export const mountPage = (pins: Pins | null): void => {
  document.body.append(
    element('a', { href: '#main', class: 'skip' }, words.skip),
    ...(pins === null ? [] : [masthead(pins)]),
    element(
      'main',
      { id: 'main', tabindex: '-1' },
      element('h1', {}, words.title),
      element('p', { class: 'lead' }, words.lead),
      ...(pins === null ? [pinsElement(pins), tampering(null).element] : checking(pins)),
    ),
  )
}

const masthead = ({ venue, site, env }: Pins): HTMLElement =>
  element(
    'header',
    {},
    env === 'demo'
      ? element(
          'p',
          { class: 'demo' },
          element('b', {}, words.demo.label),
          ` ${words.demo.sentence}`,
        )
      : null,
    element('a', { href: `${site}/transparency`, class: 'home' }, words.site(venue)),
  )

type Parts = { files: FilesPart; reader: ReaderPart; result: ResultPart }

/** A result stands for exactly what is open and typed, so any change takes it away. */
const checking = (pins: Pins): HTMLElement[] => {
  const result = resultPart()
  const tamper = tampering(null)
  const clear = (): void => {
    result.clear()
    tamper.show(null)
  }
  const start = (): void => {
    const subject = check(parts, pins)
    if (subject !== undefined) tamper.show(subject)
  }
  const reader = readerPart({ onChange: clear, onEnter: start })
  const files = filesPart((open) => {
    reader.showAccount(open.length === 0 || open.some(mayNameAccount))
    clear()
  })
  const parts = { files, reader, result }
  const act = button(words.check.button, start, { class: 'go' })
  return [
    parts.files.element,
    parts.reader.element,
    act,
    result.element,
    pinsElement(pins),
    tamper.element,
  ]
}

/** Of what cannot be read nobody knows what it was meant to be. */
const mayNameAccount = (file: OpenedFile): boolean =>
  ['statement', 'unreadable'].includes(openFile(file).kind)

/** The statement that passed, null when none did, undefined when there was nothing to check. */
const check = ({ files, reader, result }: Parts, pins: Pins): Subject | null | undefined => {
  result.clear()
  const opened = files.files()
  if (opened.length === 0) {
    result.say(words.check.nothing)
    files.focus()
    return undefined
  }
  const [account, kept] = [reader.account(), reader.kept()]
  const verifications = verifyFiles(opened, { pins, account, kept })
  if (account === null && verifications.some(({ kind }) => kind === 'statement')) {
    reader.askForAccount()
    return undefined
  }
  result.show(verifications, pins)
  const statement = acceptedStatement(opened, verifications)
  return statement === null ? null : { statement, pins, account, kept }
}

const acceptedStatement = (
  opened: readonly OpenedFile[],
  verifications: readonly Verification[],
): StatementFile | null => {
  const index = verifications.findIndex(
    (verification) => verification.kind === 'statement' && isAccepted(verification),
  )
  const bytes = opened[index]?.bytes
  // It passed, so its form is known.
  return bytes === undefined ? null : (JSON.parse(new TextDecoder().decode(bytes)) as StatementFile)
}

const tampering = (subject: Subject | null) => {
  const own = element('div', {}, tamperOwn(subject))
  return {
    element: section(
      { id: 'tamper', title: words.tamper.title },
      element('p', {}, words.tamper.lead),
      element('h3', {}, words.tamper.own),
      own,
      element('h3', {}, words.tamper.vectors),
      tamperCases(),
    ),
    show: (next: Subject | null): void => own.replaceChildren(tamperOwn(next)),
  }
}
