// The words after `ballast allocate`, read strictly.
import { parseArgs } from 'node:util'
import { ROUNDINGS, RULES, type Rounding, type Rule } from '@/lib/domain/allocation-schedule'
import { quoted } from '@/lib/domain/assert'
import { MAX_SCALE, MAX_TOTAL, parseAmount } from '@/lib/domain/money'

/** `loss` is in minor units of `scale` fraction digits, above 0; the paths are as given. */
export type AllocateOptions = {
  claims: string
  loss: bigint
  scale: number
  rule: Rule
  rounding: Rounding
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
  const options = {
    claims: one('claims') ?? missing(problems, { name: 'claims', expected: 'a CSV file' }),
    ...readLoss({ scale: one('scale'), loss: one('loss') }, problems),
    rule: readChoice(one('rule'), { name: 'rule', choices: RULES }, problems),
    rounding: readChoice(one('rounding'), { name: 'rounding', choices: ROUNDINGS }, problems),
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
  out: OPTION,
} as const
type OptionName = keyof typeof OPTIONS
type Given = { [Name in OptionName]?: string[] } & { help?: boolean }

const parseWords = (words: readonly string[]): Given | { problem: string } => {
  try {
    const help = { type: 'boolean', short: 'h' } as const
    return parseArgs({ args: [...words], options: { ...OPTIONS, help } }).values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { problem: `${error.message.replaceAll('\n', ' ')} (see ballast --help)` }
  }
}

const missing = (
  problems: string[],
  { name, expected }: { name: OptionName; expected: string },
): string => {
  problems.push(`--${name}: found nothing, expected ${expected}`)
  return ''
}

const readLoss = (
  given: { scale: string | null; loss: string | null },
  problems: string[],
): { scale: number; loss: bigint } => {
  const scale = readScale(given.scale, problems)
  if (given.loss === null) missing(problems, { name: 'loss', expected: 'the amount to collect' })
  if (scale === null || given.loss === null) return { scale: 0, loss: 0n }
  const parsed = parseAmount(given.loss, { scale, max: MAX_TOTAL })
  if ('problem' in parsed) {
    problems.push(`--loss: ${parsed.problem}`)
    return { scale, loss: 0n }
  }
  const isPositive = parsed.amount > 0n
  if (!isPositive) problems.push(`--loss: found ${quoted(given.loss)}, expected an amount above 0`)
  return { scale, loss: parsed.amount }
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
