// What the verifier trusts without asking the file under test: the log's origin and its keys.
import type { LogPins, RetiredKey } from '@/lib/domain/verification-checkpoint'

/** `site` is where the reader finds reports and the digest of this file. */
export type Pins = LogPins & {
  env: string
  venue: string
  site: string
}

const PLACE = '<script type="application/json" id="pins">null</script>'

/** The same file with its pins in place; script and style, and so their hashes, stay as they are. */
export const withPins = (html: string, pins: Pins): string => {
  // Inside a script element only "<" could end it; JSON may write it as an escape.
  const json = JSON.stringify(pins).replaceAll('<', '\\u003c')
  return html.replace(PLACE, () => PLACE.replace('null', () => json))
}

/** Null when nobody has pinned anything, or not all of it. */
export const readPins = (text: string): Pins | null => {
  const value = JSON.parse(text) as GivenPins | null
  if (value === null || !Array.isArray(value.keys) || value.keys.length === 0) return null
  const { origin, keys, retired, env, venue, site } = value
  const texts = [origin, env, venue, site, ...keys]
  const isWhole =
    texts.every((part) => typeof part === 'string') &&
    Array.isArray(retired) &&
    retired.every(isRetiredKey)
  return isWhole ? (value as Pins) : null
}

/** Nobody has looked at it yet. */
type GivenPins = Partial<Record<Exclude<keyof Pins, 'keys' | 'retired'>, unknown>> & {
  keys?: unknown[]
  retired?: Partial<RetiredKey>[]
}

const isRetiredKey = ({ vkey, size }: Partial<RetiredKey>): boolean =>
  typeof vkey === 'string' && Number.isSafeInteger(size)
