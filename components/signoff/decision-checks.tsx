// What an approval stands on, each satisfied or not.
import { Icon } from '@/components/ui/icon'
import type { ClawbackDetail } from '@/lib/wire/clawback'

export type DecisionChecksProps = { detail: ClawbackDetail; isTableOpened: boolean }

export const DecisionChecks = (props: DecisionChecksProps) => (
  <ul aria-label="What an approval stands on" className="grid content-start gap-1">
    {checksOf(props).map(({ isSatisfied, text }) => (
      <li key={text} className={isSatisfied ? undefined : 'text-ink-2'}>
        <Icon name={isSatisfied ? 'ok' : 'waiting'} />
        <span className="sr-only">{isSatisfied ? 'satisfied: ' : 'not yet: '}</span>
        {text}
      </li>
    ))}
  </ul>
)

const checksOf = ({ detail, isTableOpened }: DecisionChecksProps) => {
  const { approve } = detail.permissions
  return [
    {
      isSatisfied: approve.allowed,
      text: approve.allowed ? 'You wrote no revision of this run' : approve.sentence,
    },
    { isSatisfied: areInputsWithin(detail), text: 'Inputs are within their tolerance' },
    { isSatisfied: isTableOpened, text: 'Account table opened' },
  ]
}

export const areInputsWithin = ({ inputs }: Pick<ClawbackDetail, 'inputs'>): boolean =>
  inputs.every(({ within }) => within)
