'use client'
// The masthead's links; the page one is on is marked for eyes and for screen readers.
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { NavEntry } from './nav-entry'

export type NavLinksProps = { entries: readonly NavEntry[]; label: string }

export const NavLinks = ({ entries, label }: NavLinksProps) => {
  const path = usePathname()
  const current = currentOf(path, entries)
  return (
    <nav aria-label={label} className="order-last min-w-0 basis-full print:hidden">
      <ul className="flex flex-wrap gap-x-4 max-lg:gap-x-3">
        {entries.map((entry) => (
          <li key={entry.href}>
            <Link
              href={entry.href}
              aria-current={entry === current ? 'page' : undefined}
              className="-mb-px block border-b-2 border-transparent py-1.5 whitespace-nowrap text-ink-2 no-underline -outline-offset-2 hover:text-ink aria-[current]:border-accent aria-[current]:font-semibold aria-[current]:text-ink"
            >
              {entry.label}
              {entry.waiting === undefined || entry.waiting === 0
                ? null
                : ` (${entry.waiting} waiting)`}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The longest address that leads to where one is: a page below another is not also the other. */
const currentOf = (path: string, entries: readonly NavEntry[]) =>
  entries
    .filter(({ href }) => path === href || (href !== '/' && path.startsWith(`${href}/`)))
    .sort((a, b) => b.href.length - a.href.length)[0]
