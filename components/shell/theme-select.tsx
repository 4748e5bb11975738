'use client'
// Light, dark, or as the system says.
import { useStoredChoice } from './stored-choice'
import { THEME_STORAGE_KEY } from './theme-script'

const themes = ['system', 'light', 'dark'] as const
type Theme = (typeof themes)[number]

const labels: Record<Theme, string> = {
  system: 'System theme',
  light: 'Light theme',
  dark: 'Dark theme',
}

export const ThemeSelect = () => {
  const [theme, setTheme] = useStoredChoice(THEME_STORAGE_KEY, themes)
  const choose = (value: string) => {
    const next = themes.find((candidate) => candidate === value) ?? 'system'
    setTheme(next)
    if (next === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = next
  }
  return (
    <select
      aria-label="Theme"
      value={theme}
      onChange={(event) => choose(event.currentTarget.value)}
      className="min-h-6 rounded-control border border-control bg-paper px-1 text-ink"
    >
      {themes.map((name) => (
        <option key={name} value={name}>
          {labels[name]}
        </option>
      ))}
    </select>
  )
}
