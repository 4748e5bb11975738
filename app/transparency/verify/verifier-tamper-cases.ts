// The statements made to deceive, run one after the other, each with the check that refuses it.
import { verifyAccount } from '@/lib/domain/merkle-sum-tree/verification'
import { withDifferences, type Json } from './verifier-cases'
import { base, cases } from './verifier-cases.generated'
import { button, element, icon } from './verifier-element'
import { words } from './verifier-words'

const text = words.tamper

type Outcome = { name: string; refusedBy: { name: string; sentence: string } | null }

export const runCases = (): { outcomes: Outcome[]; isBaseAccepted: boolean } => ({
  outcomes: cases.map(({ name, differences }) => ({
    name,
    refusedBy: firstFailed(withDifferences(base, differences)),
  })),
  isBaseAccepted: firstFailed(base) === null,
})

const firstFailed = (subject: Json): Outcome['refusedBy'] => {
  const { statement, report, typedAccount } = subject as {
    statement: Json
    report: Json
    typedAccount: string
  }
  const checks = verifyAccount({ part: statement, side: report, typedAccount })
  return checks.find(({ isPassed }) => !isPassed) ?? null
}

export const tamperCases = (): HTMLElement => {
  const summary = element('p', { role: 'status', class: 'notes' })
  const list = element('ul', { class: 'tamperings' })
  const run = (): void => {
    const { outcomes, isBaseAccepted } = runCases()
    const refused = outcomes.filter(({ refusedBy }) => refusedBy !== null).length
    const isRight = isBaseAccepted && refused === outcomes.length
    const sentence = isRight ? text.ran : text.ranWrong
    summary.textContent = sentence(refused, outcomes.length)
    list.replaceChildren(...outcomes.map(outcomeItem))
  }
  return element(
    'div',
    {},
    element('p', {}, text.vectorsLead(cases.length)),
    element('p', { class: 'acts' }, button(text.run(cases.length), run)),
    summary,
    list,
  )
}

const outcomeItem = ({ name, refusedBy }: Outcome): HTMLElement =>
  element(
    'li',
    {},
    element('span', {}, name),
    refusedBy === null
      ? element('div', { class: 'finding' }, element('p', { class: 'problem' }, text.notFound))
      : element(
          'div',
          { class: 'finding' },
          element('p', {}, icon('passed'), `${text.foundBy} `, element('b', {}, refusedBy.name)),
          element('p', {}, refusedBy.sentence),
        ),
  )
