// What came of computing a run again: one line a step, red when one is not what the page shows.
import { Icon } from '@/components/ui/icon'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { Status } from '@/components/ui/status'
import type { ReproductionCheck } from '@/lib/domain/reproduction-check'
import type { Reproduced } from './reproduced'

export const ReproductionResult = ({ reproduced }: { reproduced: Reproduced }) => {
  const { state, checks, error } = reproduced
  return (
    <div aria-busy={state === 'under-way'} className="grid gap-3">
      <Verdict reproduced={reproduced} />
      {state === 'failed' && error !== null ? (
        <ProblemNotice error={error} notDone="The run was not computed again." />
      ) : null}
      {checks.length === 0 ? null : (
        <ul aria-label="Steps of the computation" className="grid gap-1">
          {checks.map((check) => (
            <Line key={check.step} check={check} />
          ))}
        </ul>
      )}
    </div>
  )
}

const Verdict = ({ reproduced: { state, error } }: { reproduced: Reproduced }) => {
  switch (state) {
    case 'not-begun':
    case 'failed':
      return <p role="status">Not computed again in this browser yet.</p>
    case 'under-way':
      return <p role="status">This browser reads the frozen claims and computes every levy …</p>
    case 'same':
      return (
        <p role="status" className="font-semibold">
          <Icon name="ok" />
          Reproduced: this browser comes to the same, to the unit.
        </p>
      )
    case 'different':
      return (
        <p role="alert" className="font-semibold">
          <Status of="critical" word="Not reproduced" /> What the page shows does not follow from
          the claims. Do not approve; tell the other officers by another way than this console.
          {error === null ? null : <span className="block font-normal">{error.message}</span>}
        </p>
      )
  }
}

const Line = ({ check: { step, outcome, sentence } }: { check: ReproductionCheck }) => (
  <li className={looks[outcome].className}>
    <Icon name={looks[outcome].icon} />
    <span className="sr-only">{looks[outcome].word}: </span>
    <b>{NAMES[step]}.</b> {sentence}
  </li>
)

const looks = {
  same: { icon: 'ok', word: 'same', className: '' },
  different: { icon: 'no', word: 'different', className: 'font-semibold' },
  'not-reached': { icon: 'waiting', word: 'not reached', className: 'text-ink-2' },
} as const

const NAMES: Record<ReproductionCheck['step'], string> = {
  envelope: 'Envelope',
  summary: 'Summary',
  snapshot: 'Snapshot',
  schedule: 'Schedule',
  levies: 'Levies',
  totals: 'Totals',
  distribution: 'Distribution',
  figures: 'Figures',
  table: 'Account table',
}
