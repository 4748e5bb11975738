// The words after `ballast allocate`, read strictly.
import { parseArgs } from 'node:util'
import { ROUNDINGS, RULES } from '@/lib/domain/allocation-schedule'
import type { Terms } from '@/lib/domain/allocation-terms'
import { quoted } from '@/lib/domain/assert'
import { MAX_SCALE, MAX_TOTAL } from '@/lib/domain/money'
import { readAmount, readLimits } from './allocate-limits'

/**
 * Amounts are in minor units of `scale` fraction digits, `loss` and `largestShortfall` above 0; the
 * paths are as given. Without `--largest-shortfall` the loss counts as one shortfall.
 */
export type AllocateOptions = Terms & {
  claims: string
  loss: bigint
  largestShortfall: bigint
  scale: number
  out: string | null
}

/** The options, or one sentence per problem; null asks for help. */
export const readAllocateOptions = (
  words: readonly string[],
): AllocateOptions | { problems: string[] } | null => {
  const given = parseWords(words)
  if ('problem' in given) return { problems: [given.problem] }
  if (given.help) return null
  const problems: string[] = []
  const one = (name: OptionName): string | null => {
    const values = given[name] ?? []
    if (values.length > 1) problems.push(`--${name}: found it twice, expected it once`)
    return values[0] ?? null
  }
  const file = one('claims') ?? ''
  const claims = file === '' ? missing(problems, { name: 'claims', expected: 'a CSV file' }) : file
  const scale = readScale(one('scale'), problems)
  const losses = { loss: one('loss'), largestShortfall: one('largest-shortfall') }
  const rule = readChoice(one('rule'), { name: 'rule', choices: RULES }, problems)
  const limits = {
    capFraction: one('cap-fraction'),
    minEquity: one('min-equity'),
    exemptBelow: one('exempt-below'),
  }
  const options = {
    claims,
    scale: scale ?? 0,
    ...readLosses(losses, scale, problems),
    rule,
    rounding: readChoice(one('rounding'), { name: 'rounding', choices: ROUNDINGS }, problems),
    limits: readLimits(limits, { rule, scale }, problems),
    out: one('out'),
  }
  return problems.length > 0 ? { problems } : options
}

const OPTION = { type: 'string', multiple: true } as const
const OPTIONS = {
  claims: OPTION,
  loss: OPTION,
  scale: OPTION,
  rule: OPTION,
  rounding: OPTION,
  'cap-fraction': OPTION,
  'min-equity': OPTION,
  'exempt-below': OPTION,
  'largest-shortfall': OPTION,
  out: OPTION,
} as const
type OptionName = keyof typeof OPTIONS
type Given = { [Name in OptionName]?: string[] } & { help?: boolean }

const parseWords = (words: readonly string[]): Given | { problem: string } => {
  try {
    const help = { type: 'boolean', short: 'h' } as const
    return parseArgs({ args: withNegatives(words), options: { ...OPTIONS, help } }).values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { problem: `${error.message.replaceAll('\n', ' ')} (see ballast --help)` }
  }
}

/** A negative amount looks like an option to the parser; joined to its name it is read and refused as what it is. */
const withNegatives = (words: readonly string[]): string[] =>
  words.reduce<string[]>((joined, word) => {
    const name = joined.at(-1) ?? ''
    const isNegative = /^-[\d.]/.test(word) && /^--[a-z-]+$/.test(name)
    return isNegative ? [...joined.slice(0, -1), `${name}=${word}`] : [...joined, word]
  }, [])

const missing = (
  problems: string[],
  { name, expected }: { name: OptionName; expected: string },
): string => {
  problems.push(`--${name}: found nothing, expected ${expected}`)
  return ''
}

const readLosses = (
  words: { loss: string | null; largestShortfall: string | null },
  scale: number | null,
  problems: string[],
): { loss: bigint; largestShortfall: bigint } => {
  if (words.loss === null) missing(problems, { name: 'loss', expected: 'the amount to collect' })
  const read = (name: OptionName, text: string | null): bigint | null => {
    if (text === null || scale === null) return null
    return readAmount(text, { name, scale, least: 1n, max: MAX_TOTAL }, problems)
  }
  const loss = read('loss', words.loss) ?? 0n
  return { loss, largestShortfall: read('largest-shortfall', words.largestShortfall) ?? loss }
}

const readScale = (text: string | null, problems: string[]): number | null => {
  const expected = `the asset’s fraction digits, 0 to ${MAX_SCALE}`
  if (text !== null && /^\d$/.test(text)) return Number(text)
  problems.push(`--scale: found ${quoted(text ?? '')}, expected ${expected}`)
  return null
}

const readChoice = <Choice extends string>(
  text: string | null,
  { name, choices }: { name: OptionName; choices: readonly [Choice, ...Choice[]] },
  problems: string[],
): Choice => {
  const choice = text === null ? choices[0] : choices.find((known) => known === text)
  if (choice !== undefined) return choice
  problems.push(`--${name}: found ${quoted(text ?? '')}, expected ${choices.join(', ')}`)
  return choices[0]
}
