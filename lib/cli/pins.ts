// The log's keys as somebody names them on the command line; their name is the log's origin.
import { parseVerifierKey } from '@/lib/domain/log-note'
import type { LogPins } from '@/lib/domain/verification-checkpoint'

/** The pins, after a sentence for each key that is none; null when one is missing or wrong. */
export const readPins = (
  vkeys: readonly string[] | undefined,
  problems: string[],
): LogPins | null => {
  const origins = new Set<string>()
  for (const vkey of vkeys ?? []) {
    const key = parseVerifierKey(vkey)
    if ('problem' in key) problems.push(`--log-key: ${key.problem}`)
    else if (key.use === 'note') origins.add(key.name)
  }
  const [origin] = origins
  if (problems.some((problem) => problem.startsWith('--log-key'))) return null
  if (origin === undefined || vkeys === undefined) {
    problems.push('--log-key: found none, expected the key of the log as its operator publishes it')
    return null
  }
  if (origins.size > 1) {
    problems.push('--log-key: found keys of several logs, expected those of one')
    return null
  }
  return { origin, keys: vkeys }
}
