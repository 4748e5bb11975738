// The console's head: who is on duty, where one is, what time it is in UTC, and the way out.
import Link from 'next/link'
import type { ReactNode } from 'react'
import { DemoBanner } from './demo-banner'
import { Keyboard } from './keyboard'
import type { NavEntry } from './nav-entry'
import { NavLinks } from './nav-links'
import { SkipLink } from './skip-link'
import { ThemeSelect } from './theme-select'
import { UtcClock } from './utc-clock'

export type MastheadProps = {
  nav: readonly NavEntry[]
  officer: { name: string; roles: readonly string[] }
  // The sign-out form.
  signOut: ReactNode
  isDemo: boolean
}

export const Masthead = ({ nav, officer, signOut, isDemo }: MastheadProps) => (
  <>
    <SkipLink />
    {isDemo ? <DemoBanner /> : null}
    <header className="top-0 z-10 flex min-h-11 flex-wrap items-center gap-x-6 border-b border-rule bg-paper px-4 max-lg:gap-x-4 md:px-6 lg:sticky print:static print:min-h-0 print:px-0">
      <Link href="/" className="py-2 text-heading font-semibold tracking-wide no-underline">
        Ballast
      </Link>
      <NavLinks entries={nav} label="Main" />
      <div className="flex flex-1 flex-wrap items-center justify-end gap-x-4 text-small whitespace-nowrap text-ink-2 md:flex-nowrap print:hidden">
        <Keyboard entries={nav} />
        <UtcClock />
        <ThemeSelect />
        <span className="max-w-96 truncate max-lg:max-w-40">
          {officer.name}
          {officer.roles.length === 0 ? null : `, ${officer.roles.join(', ')}`}
        </span>
        {signOut}
      </div>
    </header>
  </>
)
