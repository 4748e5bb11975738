// The log's keys as somebody names them on the command line; their name is the log's origin.
import { parseVerifierKey } from '@/lib/domain/log-note'
import type { LogPins } from '@/lib/domain/verification-checkpoint'

/** The pins, after a sentence for each key that is none; null when one is missing or wrong. */
export const readPins = (
  given: readonly string[] | undefined,
  problems: string[],
): LogPins | null => {
  const origins = new Set<string>()
  const named = (given ?? []).map(readKey)
  for (const { vkey, size } of named) {
    const key = parseVerifierKey(vkey)
    if ('problem' in key) problems.push(`--log-key: ${key.problem}`)
    else if (key.use === 'note') origins.add(key.name)
    else if (size !== null) problems.push('--log-key: found a size behind the key of a witness')
  }
  const [origin] = origins
  if (problems.some((problem) => problem.startsWith('--log-key'))) return null
  if (origin === undefined) {
    problems.push('--log-key: found none, expected the key of the log as its operator publishes it')
    return null
  }
  if (origins.size > 1) {
    problems.push('--log-key: found keys of several logs, expected those of one')
    return null
  }
  return {
    origin,
    keys: named.flatMap(({ vkey, size }) => (size === null ? [vkey] : [])),
    retired: named.flatMap(({ vkey, size }) => (size === null ? [] : [{ vkey, size }])),
  }
}

/** `VKEY`, or `VKEY@SIZE` of a key that was retired: neither key ids nor base64 have an “@”. */
const readKey = (given: string): { vkey: string; size: number | null } => {
  const [, vkey = '', size = ''] = /^(.*)@(0|[1-9]\d{0,14})$/s.exec(given) ?? []
  return vkey === '' ? { vkey: given, size: null } : { vkey, size: Number(size) }
}
