'use client'
// The keys of the console: ⌘K palette, ? sheet, / search, g + letter; single keys can be switched off.
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { NavEntry } from './nav-entry'
import { SINGLE_KEYS } from './single-keys'
import { useStoredChoice } from './stored-choice'

const CommandPalette = dynamic(async () => (await import('./command-palette')).CommandPalette)
const ShortcutSheet = dynamic(async () => (await import('./shortcut-sheet')).ShortcutSheet)

type OpenDialog = 'palette' | 'sheet' | null

export const Keyboard = ({ entries }: { entries: readonly NavEntry[] }) => {
  const router = useRouter()
  const [open, setOpen] = useState<OpenDialog>(null)
  const [singleKeys] = useStoredChoice(SINGLE_KEYS.key, SINGLE_KEYS.choices)
  const isGoing = useRef(false)

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const action = actionOf(event, { isGoing: isGoing.current, singleKeys: singleKeys === 'on' })
      isGoing.current = action.kind === 'await-letter'
      if (action.kind === 'none') return
      event.preventDefault()
      if (action.kind === 'open') setOpen(action.dialog)
      if (action.kind === 'search') focusSearch()
      if (action.kind === 'go') {
        const entry = entries.find(({ key }) => key === action.letter)
        if (entry !== undefined) router.push(entry.href)
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [entries, router, singleKeys])

  const close = () => setOpen(null)
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setOpen('palette')}
        className="min-h-6 rounded-control border border-control px-1.5 text-micro text-ink"
      >
        <span aria-hidden="true">⌘K</span>
        <span className="sr-only">Go to…</span>
      </button>
      {open === 'palette' ? <CommandPalette entries={entries} onClose={close} /> : null}
      {open === 'sheet' ? <ShortcutSheet entries={entries} onClose={close} /> : null}
    </>
  )
}

type Action =
  | { kind: 'none' }
  | { kind: 'await-letter' }
  | { kind: 'open'; dialog: 'palette' | 'sheet' }
  | { kind: 'search' }
  | { kind: 'go'; letter: string }

type KeyState = { isGoing: boolean; singleKeys: boolean }

const actionOf = (event: KeyboardEvent, state: KeyState): Action => {
  if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
    return { kind: 'open', dialog: 'palette' }
  }
  const isModified = event.metaKey || event.ctrlKey || event.altKey
  if (!state.singleKeys || isModified || isTyping(event.target)) return { kind: 'none' }
  if (state.isGoing && /^[a-z]$/.test(event.key)) return { kind: 'go', letter: event.key }
  if (event.key === 'g') return { kind: 'await-letter' }
  if (event.key === '?') return { kind: 'open', dialog: 'sheet' }
  if (event.key === '/') return { kind: 'search' }
  return { kind: 'none' }
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input, select, textarea, [role=dialog], [role=alertdialog]') !== null)

// A page names its own search field with data-page-search.
const focusSearch = () => document.querySelector<HTMLElement>('[data-page-search]')?.focus()
