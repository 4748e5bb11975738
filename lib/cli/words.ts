// The words after a subcommand, read strictly: which options may come once, which again, which names stand alone.
import { parseArgs } from 'node:util'

type Given<Name extends string> = {
  values: Partial<Record<Name, string[]>>
  flags: ReadonlySet<string>
  rest: string[]
}

/**
 * Options that take a value, flags that take none, and what stands alone; or a sentence about the
 * first word that is none of them.
 */
export const readWords = <Name extends string>(
  words: readonly string[],
  { options, flags }: { options: readonly Name[]; flags: readonly string[] },
): Given<Name> | { problem: string } => {
  const known = {
    ...Object.fromEntries(options.map((name) => [name, { type: 'string', multiple: true }])),
    ...Object.fromEntries(flags.map((name) => [name, { type: 'boolean' }])),
    help: { type: 'boolean', short: 'h' },
  } as Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }>
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      options: known,
      allowPositionals: true,
    })
    return sorted(values, positionals)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { problem: `${error.message.replaceAll('\n', ' ')} (see ballast --help)` }
  }
}

const sorted = <Name extends string>(
  values: Record<string, unknown>,
  rest: string[],
): Given<Name> => {
  const texts: Partial<Record<string, string[]>> = {}
  const flags = new Set<string>()
  for (const [name, value] of Object.entries(values)) {
    if (value === true) flags.add(name)
    if (Array.isArray(value)) texts[name] = value.map(String)
  }
  return { values: texts, flags, rest }
}

/** The one value of an option, or null; a second one is a problem. */
export const onlyOne = (
  name: string,
  values: readonly string[] | undefined,
  problems: string[],
): string | null => {
  if ((values?.length ?? 0) > 1) problems.push(`--${name}: found it twice, expected it once`)
  return values?.[0] ?? null
}
