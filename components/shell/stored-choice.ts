// A choice kept in this browser: read without a hydration mismatch, shared by every component that asks for it.
import { useSyncExternalStore } from 'react'

const CHANGED = 'ballast-choice'

export const useStoredChoice = <Choice extends string>(
  key: string,
  choices: readonly [Choice, ...Choice[]],
): [Choice, (choice: Choice) => void] => {
  const read = () => choices.find((choice) => choice === stored(key)) ?? choices[0]
  const choice = useSyncExternalStore(subscribe, read, () => choices[0])
  return [choice, (next) => store(key, next)]
}

const subscribe = (listener: () => void) => {
  window.addEventListener('storage', listener)
  window.addEventListener(CHANGED, listener)
  return () => {
    window.removeEventListener('storage', listener)
    window.removeEventListener(CHANGED, listener)
  }
}

// A browser may refuse storage altogether; then the default holds and the choice lasts for the page.
const stored = (key: string) => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

const store = (key: string, choice: string) => {
  try {
    localStorage.setItem(key, choice)
  } catch {
    return
  }
  window.dispatchEvent(new Event(CHANGED))
}
