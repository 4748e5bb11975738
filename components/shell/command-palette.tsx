'use client'
// ⌘K: type a few letters, arrow to the place, Enter goes there.
import { useRouter } from 'next/navigation'
import { useState, type KeyboardEvent } from 'react'
import { DialogFrame } from './dialog-frame'
import type { NavEntry } from './nav-entry'

export type CommandPaletteProps = { entries: readonly NavEntry[]; onClose: () => void }

export const CommandPalette = ({ entries, onClose }: CommandPaletteProps) => {
  const router = useRouter()
  const [query, setQuery] = useState('')
  const [chosen, setChosen] = useState(0)
  const found = entries.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()))
  const at = Math.min(chosen, Math.max(found.length - 1, 0))

  const go = (entry: NavEntry | undefined) => {
    if (entry === undefined) return
    onClose()
    router.push(entry.href)
  }
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (step === undefined) go(found[at])
    else setChosen((at + step + found.length) % Math.max(found.length, 1))
  }

  return (
    <DialogFrame title="Go to" onClose={onClose}>
      <input
        type="text"
        role="combobox"
        aria-label="Page"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found[at] === undefined ? undefined : `palette-${found[at].key}`}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={press}
        className="mb-2 block min-h-8 w-full rounded-control border border-control bg-paper px-2"
      />
      <ul id="palette-list" role="listbox" aria-label="Pages">
        {found.map((entry, index) => (
          <li
            key={entry.href}
            id={`palette-${entry.key}`}
            role="option"
            aria-selected={index === at}
            onClick={() => go(entry)}
            className="flex min-h-8 cursor-pointer items-center justify-between border-b border-rule px-2 aria-selected:bg-accent-wash"
          >
            {entry.label}
            <kbd className="text-micro text-ink-2">g {entry.key}</kbd>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="py-2 text-ink-2">No page has this in its name.</p> : null}
    </DialogFrame>
  )
}
