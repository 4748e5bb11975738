// The few numbers that matter, in a row with hairlines between them, never in boxes.
import type { ReactNode } from 'react'

export type Figure = {
  label: ReactNode
  value: ReactNode
  note?: ReactNode
  // Blue covers a loss, orange is taken from traders.
  tone?: 'venue' | 'trader'
}

const tones = { venue: 'text-venue', trader: 'text-trader' }

export const Figures = ({ figures }: { figures: readonly Figure[] }) => (
  <dl className="grid border-t border-b border-t-rule-strong border-b-rule md:auto-cols-fr md:grid-flow-col print:auto-cols-fr print:grid-flow-col">
    {figures.map((figure, index) => (
      <div
        key={index}
        className="border-rule pt-2 pb-3 not-first:border-t md:px-4 md:not-first:border-t-0 md:not-first:border-l md:first:pl-0 print:px-3 print:not-first:border-t-0 print:not-first:border-l print:first:pl-0"
      >
        <dt className="text-small text-ink-2">{figure.label}</dt>
        <dd
          className={`text-figure leading-tight tracking-tight print:text-lead ${figure.tone === undefined ? '' : tones[figure.tone]}`}
        >
          {figure.value}
        </dd>
        {figure.note === undefined ? null : (
          <dd className="text-small text-ink-2">{figure.note}</dd>
        )}
      </div>
    ))}
  </dl>
)
