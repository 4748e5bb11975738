// The head of the public site: no officer, no script of its own; every word is given, in the reader's language.
import type { ReactNode } from 'react'
import { DemoBanner, type DemoBannerProps } from './demo-banner'
import { SkipLink } from './skip-link'

export type PublicMastheadProps = {
  title: string
  home: string
  navLabel: string
  nav: readonly { href: string; label: string; isCurrent: boolean }[]
  skipLabel: string
  // Absent on a real venue.
  demo?: DemoBannerProps | undefined
  // The link to the other language.
  aside?: ReactNode
}

export const PublicMasthead = (props: PublicMastheadProps) => (
  <>
    <SkipLink label={props.skipLabel} />
    {props.demo === undefined ? null : <DemoBanner {...props.demo} />}
    <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-6 border-b border-rule px-4 md:px-6 print:min-h-0 print:px-0">
      <a href={props.home} className="py-2 text-heading font-semibold no-underline">
        {props.title}
      </a>
      <nav
        aria-label={props.navLabel}
        className="order-last min-w-0 basis-full md:order-none md:flex-1 md:basis-auto print:hidden"
      >
        <ul className="flex flex-wrap gap-x-4">
          {props.nav.map((entry) => (
            <li key={entry.href}>
              <a
                href={entry.href}
                aria-current={entry.isCurrent ? 'page' : undefined}
                className="-mb-px block border-b-2 border-transparent py-3 text-ink-2 no-underline hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
              >
                {entry.label}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {props.aside}
    </header>
  </>
)
