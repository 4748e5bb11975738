'use client'
// The ? sheet: every key of the console, and the switch that turns single keys off.
import { DialogFrame } from './dialog-frame'
import type { NavEntry } from './nav-entry'
import { SINGLE_KEYS } from './single-keys'
import { useStoredChoice } from './stored-choice'

export type ShortcutSheetProps = { entries: readonly NavEntry[]; onClose: () => void }

export const ShortcutSheet = ({ entries, onClose }: ShortcutSheetProps) => {
  const [singleKeys, setSingleKeys] = useStoredChoice(SINGLE_KEYS.key, SINGLE_KEYS.choices)
  const rows = [
    ['⌘K or Ctrl K', 'Go to a page'],
    ['?', 'This sheet'],
    ['/', 'Search on the page'],
    ...entries.map(({ key, label }) => [`g ${key}`, label]),
  ]
  return (
    <DialogFrame title="Keys" onClose={onClose}>
      <table>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">Does</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([keys, does]) => (
            <tr key={keys}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="mt-3 flex min-h-6 items-center gap-2">
        <input
          type="checkbox"
          checked={singleKeys === 'on'}
          onChange={(event) => setSingleKeys(event.currentTarget.checked ? 'on' : 'off')}
        />
        Single keys work (?, /, g and a letter). ⌘K always does.
      </label>
    </DialogFrame>
  )
}
