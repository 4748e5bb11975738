// The reader's own statement, changed in one place at a time, and what finds the change.
import type { StatementFile } from '@/lib/domain/statement-file'
import { verifyFiles } from '@/lib/domain/verification'
import { isAccepted, type Check } from '@/lib/domain/verification-check'
import { button, element } from './verifier-element'
import type { Pins } from './verifier-pins'
import { TAMPERINGS, tamperedBytes, type Tampering } from './verifier-tampering'
import { words } from './verifier-words'

const text = words.tamper

/** A statement that passed, and with what it passed. */
export type Subject = {
  statement: StatementFile
  pins: Pins
  account: string | null
  kept: string | null
}

/** The failed checks of a changed statement; null where it has nothing that could be changed so. */
export const findingsOf = (subject: Subject, tampering: Tampering): Check[] | null => {
  const bytes = tamperedBytes(subject.statement, tampering)
  if (bytes === null) return null
  const { pins, account, kept } = subject
  const verifications = verifyFiles([{ name: tampering.name, bytes }], { pins, account, kept })
  const failed = verifications.flatMap(({ checks }) => checks).filter(({ isPassed }) => !isPassed)
  return verifications.every(isAccepted) ? [] : failed
}

export const tamperOwn = (subject: Subject | null): HTMLElement =>
  subject === null ? element('p', {}, text.ownNone) : tamperTable(subject)

const tamperTable = (subject: Subject): HTMLElement => {
  const rows = TAMPERINGS.map((tampering) => tamperRow(subject, tampering))
  return element(
    'div',
    {},
    element('p', {}, text.ownNote),
    element(
      'p',
      { class: 'acts' },
      button(text.tryAll, () => rows.forEach((row) => row.run())),
    ),
    element('ul', { class: 'tamperings' }, ...rows.map((row) => row.element)),
  )
}

const tamperRow = (subject: Subject, tampering: Tampering) => {
  const finding = element('div', { class: 'finding', role: 'status' })
  const run = (): void =>
    finding.replaceChildren(...findingElements(findingsOf(subject, tampering)))
  const act = button(text.tryIt, run, { 'aria-label': `${text.tryIt}: ${tampering.name}` })
  return { element: element('li', {}, element('span', {}, tampering.name), act, finding), run }
}

const findingElements = (findings: readonly Check[] | null): Node[] => {
  if (findings === null) return [element('p', { class: 'quiet' }, text.notThere)]
  const isSignature = ({ name }: Check): boolean => name.includes('signature')
  const [first] = [...findings.filter((one) => !isSignature(one)), ...findings]
  if (first === undefined) return [element('p', { class: 'problem' }, text.notFound)]
  const others = findings.filter((one) => one !== first).map(({ name }) => name)
  return [
    element('p', {}, `${text.foundBy} `, element('b', {}, first.name)),
    element('p', {}, first.sentence),
    others.length === 0
      ? ''
      : element('p', { class: 'quiet' }, `${text.alsoBy} ${others.join(', ')}`),
  ].map((part) => (typeof part === 'string' ? document.createTextNode(part) : part))
}
