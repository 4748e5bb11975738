// The body of a page: one h1, its note, and twelve columns for the sections.
import type { ReactNode } from 'react'

export type PageFrameProps = {
  title: ReactNode
  // Stands above the title: where one is, and the state of the thing.
  above?: ReactNode
  // Stands at the right of the title: as-of and freshness.
  note?: ReactNode
  // The sentence under the title.
  lead?: ReactNode
  width?: keyof typeof widths
  // Public pages are read at length, console pages at a glance.
  reading?: boolean
  children: ReactNode
}

const widths = {
  console: 'max-w-console',
  report: 'max-w-report',
  statement: 'max-w-statement',
}

export const PageFrame = (props: PageFrameProps) => (
  <main
    id="main"
    tabIndex={-1}
    className={`mx-auto p-4 pb-16 outline-none md:p-6 md:pb-16 print:max-w-none print:p-0 ${widths[props.width ?? 'console']} ${props.reading === true ? 'text-read leading-read' : ''}`}
  >
    {props.above === undefined ? null : <p className="mb-1 text-body text-ink-2">{props.above}</p>}
    <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
      <h1
        className={`min-w-0 leading-tight ${props.reading === true ? 'max-w-[34ch] text-figure' : 'text-lead'}`}
      >
        {props.title}
      </h1>
      {props.note === undefined ? null : <div className="text-small text-ink-2">{props.note}</div>}
    </div>
    {props.lead === undefined ? null : <p className="mb-6 max-w-[84ch] text-read">{props.lead}</p>}
    <div className="grid grid-cols-12 items-start gap-x-6 gap-y-8">{props.children}</div>
  </main>
)
