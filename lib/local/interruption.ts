// Turns every way in which a launcher is told to stop into one signal.
export type Interruption = {
  controller: AbortController
  happened: Promise<void>
  /** Why it stopped by itself, or null when a person stopped it. */
  reason: () => string | null
}

export const listenForInterruption = (): Interruption => {
  const controller = new AbortController()
  const happened = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve())
  })
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => controller.abort(name))
  }
  watchParent(controller)
  const reason = () => {
    const cause = String(controller.signal.reason)
    return cause.startsWith('SIG') ? null : cause
  }
  return { controller, happened, reason }
}

/** npm killed without a chance to pass the signal on must not leave its command running. */
const watchParent = (controller: AbortController): void => {
  if (process.env['npm_lifecycle_event'] === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid !== parent) controller.abort('npm ended, so does what it started')
  }, 500)
  watch.unref()
}
