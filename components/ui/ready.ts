// Whether scripts run here yet: what needs them waits until they do.
import { useSyncExternalStore } from 'react'

export const useReady = (): boolean =>
  useSyncExternalStore(
    () => nothing,
    () => true,
    () => false,
  )

const nothing = () => undefined
