// One clock for all that ticks on a page: the second, as epoch milliseconds; null until the browser has taken over.
import { useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let second = 0

export const useTickingNow = (): number | null =>
  useSyncExternalStore(subscribe, currentSecond, () => null)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  if (timer === undefined) {
    second = wholeSecond()
    timer = setInterval(tick, 1000)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

// Snapshots must be equal between two ticks, else React renders without end.
const currentSecond = () => {
  if (timer === undefined) second = wholeSecond()
  return second
}

const tick = () => {
  second = wholeSecond()
  for (const listener of listeners) listener()
}

const wholeSecond = () => Math.floor(Date.now() / 1000) * 1000
