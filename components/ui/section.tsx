// A part of a page: a strong line, a heading with its number and unit, a note at the right, one sentence that says what to see.
import type { ReactNode } from 'react'

export type SectionProps = {
  title: ReactNode
  // Also the anchor and the id of the heading (`${id}-title`).
  id: string
  number?: number
  unit?: string | undefined
  note?: ReactNode
  takeaway?: ReactNode
  // Columns of twelve from lg upwards; below, every section takes the whole width.
  span?: keyof typeof spans
  children?: ReactNode
}

const spans = {
  3: 'lg:col-span-3',
  4: 'lg:col-span-4',
  5: 'lg:col-span-5',
  6: 'lg:col-span-6',
  7: 'lg:col-span-7',
  8: 'lg:col-span-8',
  9: 'lg:col-span-9',
  12: '',
}

export const Section = (props: SectionProps) => (
  <section
    id={props.id}
    aria-labelledby={`${props.id}-title`}
    className={`col-span-12 min-w-0 ${spans[props.span ?? 12]}`}
  >
    <header className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 border-t border-rule-strong pt-2">
      <h2 id={`${props.id}-title`} className="text-heading">
        {props.number === undefined ? null : (
          <span className="mr-2 font-normal text-ink-2">{props.number} </span>
        )}
        {props.title}
        {props.unit === undefined ? null : (
          <span className="text-micro font-normal text-ink-3"> {props.unit}</span>
        )}
      </h2>
      {props.note === undefined ? null : <div className="text-small text-ink-2">{props.note}</div>}
    </header>
    {props.takeaway === undefined ? null : (
      <p className="mb-3 max-w-[110ch] text-ink-2">{props.takeaway}</p>
    )}
    {props.children}
  </section>
)
