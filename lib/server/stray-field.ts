// Fields that a request brings and nobody reads: refused by name, because their sender meant something by them.
import 'server-only'
import { quoted } from '@/lib/domain/assert'

type Stray = { field: string; sentence: string }

/** What stands in `raw` at any depth and was dropped when it was parsed; values themselves may have changed. */
export const strayFields = (
  raw: unknown,
  parsed: unknown,
  path: readonly string[] = [],
): Stray[] => {
  if (!isNested(raw) || !isNested(parsed)) return []
  return Object.entries(raw).flatMap(([name, value]) => {
    const here = [...path, name]
    if (Object.hasOwn(parsed, name)) return strayFields(value, parsed[name], here)
    if (value === undefined) return []
    return [{ field: here.join('.'), sentence: `expected no field ${quoted(name)}` }]
  })
}

const isNested = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
