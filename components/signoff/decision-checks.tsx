'use client'
// What an approval stands on, each satisfied or not.
import { Icon, type IconName } from '@/components/ui/icon'
import { stricterTexts } from '@/components/ui/stricter-text'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { useReproduced, type Reproduced } from './reproduced'

export type DecisionChecksProps = { detail: ClawbackDetail; isTableOpened: boolean }

export const DecisionChecks = (props: DecisionChecksProps) => {
  const { state } = useReproduced(props.detail, { enabled: false })
  return (
    <ul aria-label="What an approval stands on" className="grid content-start gap-1">
      {[...checksOf(props), reproducedCheck(state)].map(({ mark, text }) => (
        <li key={text} className={marks[mark].className}>
          <Icon name={marks[mark].icon} />
          <span className="sr-only">{marks[mark].word}: </span>
          {text}
        </li>
      ))}
    </ul>
  )
}

type Mark = 'satisfied' | 'open' | 'noted' | 'wrong'
type Check = { mark: Mark; text: string }

const marks: Record<Mark, { icon: IconName; word: string; className: string }> = {
  satisfied: { icon: 'ok', word: 'satisfied', className: '' },
  open: { icon: 'waiting', word: 'not yet', className: 'text-ink-2' },
  noted: { icon: 'notice', word: 'to be known', className: '' },
  wrong: { icon: 'critical', word: 'wrong', className: 'font-semibold text-critical' },
}

const checksOf = ({ detail, isTableOpened }: DecisionChecksProps): Check[] => {
  const { approve } = detail.permissions
  return [
    {
      mark: approve.allowed ? 'satisfied' : 'open',
      text: approve.allowed ? 'You wrote no revision of this run' : approve.sentence,
    },
    {
      mark: areInputsWithin(detail) ? 'satisfied' : 'open',
      text: 'Inputs are within their tolerance',
    },
    { mark: isTableOpened ? 'satisfied' : 'open', text: 'Account table opened' },
    // Nothing is wrong with it, but whoever approves has read it.
    ...stricterTexts(detail).map((text) => ({ mark: 'noted' as const, text })),
  ]
}

const reproducedCheck = (state: Reproduced['state']): Check => {
  switch (state) {
    case 'same':
      return { mark: 'satisfied', text: 'Reproduced in this browser' }
    case 'different':
      return { mark: 'wrong', text: 'Not reproduced: the page does not follow from the claims' }
    case 'under-way':
      return { mark: 'open', text: 'Being reproduced in this browser' }
    case 'not-begun':
    case 'failed':
      return { mark: 'open', text: 'Not reproduced in this browser; not asked for' }
  }
}

export const areInputsWithin = ({ inputs }: Pick<ClawbackDetail, 'inputs'>): boolean =>
  inputs.every(({ within }) => within)
