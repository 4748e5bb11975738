// Reminds the product every minute of what it does on time: the log's checkpoint and daily entries.

const EVERY_MILLISECONDS = 60_000

/** Once now, then every minute until the returned function is called. */
export const startUpkeep = async (options: {
  origin: string
  token: string
}): Promise<() => Promise<void>> => {
  await remind(options)
  const clock = setInterval(() => void remind(options), EVERY_MILLISECONDS)
  clock.unref()
  return () => {
    clearInterval(clock)
    return Promise.resolve()
  }
}

/** What fails is tried again by the next reminder, and the product has its own alarms. */
const remind = async ({ origin, token }: { origin: string; token: string }): Promise<void> => {
  const request = {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(30_000),
  }
  await fetch(`${origin}/api/log/upkeep`, request).catch(() => undefined)
}
