// Loss events as a CSV file carries them: bankruptcies with their shortfall in currency units.
import { quoted } from '@/lib/domain/assert'
import { isAccountId } from '@/lib/domain/claim'
import { parseAmount } from '@/lib/domain/money'
import { readRows, type LineProblem, type Refuse, type Row } from './csv'

const COLUMNS = {
  required: ['id', 'time', 'market', 'shortfall'],
  optional: [
    'side',
    'account',
    'size',
    'liquidationPrice',
    'bankruptcyPrice',
    'fillPrice',
    'cause',
  ],
} as const
type Column = (typeof COLUMNS.required)[number] | (typeof COLUMNS.optional)[number]

/** `shortfall` is in minor units, above 0; prices and sizes stay decimal text; the time is UTC. */
export type LossRow = {
  id: string
  occurredAt: string
  market: string
  shortfall: bigint
  side: 'long' | 'short' | null
  account: string | null
  size: string | null
  liquidationPrice: string | null
  bankruptcyPrice: string | null
  fillPrice: string | null
  cause: string | null
}

type ReadLosses = { losses: LossRow[]; problems: LineProblem[]; lines: number[] }

/**
 * Reads loss events from CSV text. `losses` may be used only when there are no `problems`;
 * `lines[i]` is the line of `losses[i]`, counted from `firstLine` when `text` is one chunk.
 */
export const readLosses = (
  text: string,
  options: { scale: number; firstLine?: number },
): ReadLosses => {
  const losses: LossRow[] = []
  const lines: number[] = []
  const lineOfId = new Map<string, number>()
  const problems = readRows(text, COLUMNS, {
    firstLine: options.firstLine,
    onRow: (row, { line, refuse }) => {
      losses.push(readLoss({ row, refuse, scale: options.scale }))
      lines.push(line)
      const known = lineOfId.get(row.id)
      if (known === undefined) lineOfId.set(row.id, line)
      else refuse(duplicate(row.id, known))
    },
  })
  return { losses, problems, lines }
}

type Reading = { row: Row<Column>; refuse: Refuse; scale: number }

const readLoss = (reading: Reading): LossRow => ({
  id: readText(reading, 'id', ID),
  occurredAt: readTime(reading),
  market: readText(reading, 'market', MARKET),
  shortfall: readShortfall(reading),
  side: readSide(reading),
  account: readOptional(reading, 'account', ID),
  size: readOptional(reading, 'size', DECIMAL),
  liquidationPrice: readOptional(reading, 'liquidationPrice', DECIMAL),
  bankruptcyPrice: readOptional(reading, 'bankruptcyPrice', DECIMAL),
  fillPrice: readOptional(reading, 'fillPrice', DECIMAL),
  cause: readOptional(reading, 'cause', CAUSE),
})

type Form = { isValid: (text: string) => boolean; expected: string }

const ID: Form = {
  isValid: isAccountId,
  expected:
    'an id of at most 128 letters, digits and . _ : @ -, starting with a letter or digit but not “g:”',
}
const MARKET: Form = {
  isValid: (text) => /^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,63}$/.test(text),
  expected:
    'a market of at most 64 letters, digits and . _ : / @ -, starting with a letter or digit',
}
const DECIMAL: Form = {
  isValid: (text) => /^\d{1,40}(\.\d{1,18})?$/.test(text),
  expected: 'a decimal number of at least 0 with at most 18 digits after the point',
}
const CAUSE: Form = {
  isValid: (text) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}\p{P}\p{S} ]{0,199}$/u.test(text),
  expected: 'one line of at most 200 characters, starting with a letter or digit',
}

const readText = ({ row, refuse }: Reading, field: Column, form: Form): string => {
  const text = row[field]
  if (!form.isValid(text)) refuse({ field, found: quoted(text), expected: form.expected })
  return text
}

const readOptional = (reading: Reading, field: Column, form: Form): string | null =>
  reading.row[field] === '' ? null : readText(reading, field, form)

const TIME = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?Z$/

const readTime = ({ row, refuse }: Reading): string => {
  const seconds = TIME.exec(row.time)?.[1]
  if (seconds !== undefined && isRealTime(seconds)) return `${seconds}Z`
  const expected = 'a time in UTC such as 2025-10-10T21:18:23Z'
  refuse({ field: 'time', found: quoted(row.time), expected })
  return ''
}

// Date rolls 30 February over into March; what it prints again tells.
const isRealTime = (seconds: string): boolean => {
  const time = new Date(`${seconds}Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(seconds)
}

const readShortfall = ({ row, refuse, scale }: Reading): bigint => {
  const parsed = parseAmount(row.shortfall, { scale })
  const found = quoted(row.shortfall)
  if ('problem' in parsed) {
    refuse({ field: 'shortfall', found, expected: parsed.expected })
    return 0n
  }
  const expected = 'an amount above 0; leave out events without a shortfall'
  if (parsed.amount <= 0n) refuse({ field: 'shortfall', found, expected })
  return parsed.amount
}

const readSide = ({ row, refuse }: Reading): LossRow['side'] => {
  if (row.side === '') return null
  if (row.side === 'long' || row.side === 'short') return row.side
  refuse({ field: 'side', found: quoted(row.side), expected: 'long or short' })
  return null
}

const duplicate = (id: string, line: number): Omit<LineProblem, 'line'> => ({
  field: 'id',
  found: `${quoted(id)} a second time`,
  expected: `each id once; it is on line ${line} already`,
})
