// Reading CSV that strangers wrote: bytes to text, text to rows, and every problem with its line.
import Papa from 'papaparse'
import { quoted } from '@/lib/domain/assert'

export const MAX_FILE_BYTES = 100 * 1024 * 1024

/** More problems than this help nobody; reading stops there. */
export const MAX_PROBLEMS = 1000

/** `found` and `expected` are ready to stand in a sentence; `field` is null for a whole line. */
export type LineProblem = { line: number; field: string | null; found: string; expected: string }

export const problemSentence = ({ field, found, expected }: LineProblem): string =>
  `${field === null ? '' : `${field}: `}found ${found}, expected ${expected}`

/** Text of an uploaded file without its byte order mark, or why it cannot be read. */
export const decodeFile = (bytes: Uint8Array): { text: string } | { problem: LineProblem } => {
  const problem = sizeProblem(bytes.length)
  if (problem) return { problem }
  const nul = bytes.indexOf(0)
  if (nul !== -1) return refused(lineOf(bytes, nul), 'a NUL character')
  const text = decodeUtf8(bytes)
  if (text !== null) return { text }
  return refused(firstUndecodableLine(bytes), 'bytes that are not UTF-8')
}

/** Why a file of so many bytes is not worth reading, before it is read; null when it is. */
export const sizeProblem = (size: number): LineProblem | null => {
  const onFile = { line: 1, field: null }
  if (size === 0) {
    return { ...onFile, found: 'an empty file', expected: 'a header line and data lines' }
  }
  if (size <= MAX_FILE_BYTES) return null
  const expected = `at most ${MAX_FILE_BYTES} bytes; split the file or leave out columns`
  return { ...onFile, found: `a file of ${size} bytes`, expected }
}

const refused = (line: number, found: string): { problem: LineProblem } => ({
  problem: { line, field: null, found, expected: 'a text file in UTF-8' },
})

const decodeUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const LINE_FEED = 10

const lineOf = (bytes: Uint8Array, offset: number): number => {
  let line = 1
  for (let at = bytes.indexOf(LINE_FEED); at !== -1 && at < offset; line += 1) {
    at = bytes.indexOf(LINE_FEED, at + 1)
  }
  return line
}

const firstUndecodableLine = (bytes: Uint8Array): number => {
  let [line, start] = [1, 0]
  for (;;) {
    const end = bytes.indexOf(LINE_FEED, start)
    if (end === -1 || decodeUtf8(bytes.subarray(start, end)) === null) return line
    line += 1
    start = end + 1
  }
}

type Columns<Required extends string, Optional extends string> = {
  required: readonly Required[]
  optional: readonly Optional[]
}

/** Every column is present; a column that the file does not have reads as "". */
export type Row<Column extends string> = Record<Column, string>

/** Notes a problem with the row that is being read. */
export type Refuse = (problem: Omit<LineProblem, 'line'>) => void

/**
 * Calls `onRow` for each data row and returns all problems, its own among them: a wrong header (then
 * no row is read), ragged rows, broken quotes, no rows. Blank lines are skipped but counted. Takes
 * CRLF and any order of columns. `firstLine` is the line of the first data row in the whole file.
 */
export const readRows = <Required extends string, Optional extends string>(
  text: string,
  columns: Columns<Required, Optional>,
  options: {
    firstLine?: number | undefined
    onRow: (row: Row<Required | Optional>, at: { line: number; refuse: Refuse }) => void
  },
): LineProblem[] => {
  const names = [...columns.required, ...columns.optional]
  const absent = Object.fromEntries(names.map((name) => [name, ''])) as Row<Required | Optional>
  const problems: LineProblem[] = []
  let header: Header<Required | Optional> | null = null
  let [line, rows] = [1, 0]
  const refuse: Refuse = (problem) => void problems.push({ line, ...problem })
  eachRecord(text, (fields, isBroken) => {
    if (header === null) {
      header = fields.map((name) => names.find((known) => known === name) ?? null)
      refuseHeader(columns, fields, refuse)
      line = options.firstLine ?? 2
      return problems.length === 0
    }
    if (isBroken) refuse(OPEN_QUOTE)
    else if (isBlank(fields)) rows -= 1
    else if (fields.length !== header.length) refuse(ragged(fields.length, header.length))
    else options.onRow(rowOf(absent, header, fields), { line, refuse })
    rows += 1
    line += 1 + lineBreaks(fields)
    return problems.length < MAX_PROBLEMS
  })
  if (rows === 0 && problems.length === 0) problems.push(NO_ROWS)
  return problems.slice(0, MAX_PROBLEMS)
}

const OPEN_QUOTE = {
  field: null,
  found: 'a quotation mark out of place',
  expected: 'fields without quotation marks',
}
const NO_ROWS = {
  line: 1,
  field: null,
  found: 'no data lines',
  expected: 'a header line and at least one line after it',
}

const eachRecord = (
  text: string,
  visit: (fields: string[], isBroken: boolean) => boolean,
): void => {
  Papa.parse<string[]>(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), {
    delimiter: ',',
    newline: '\n',
    step: ({ data, errors }, parser) => {
      if (!visit(data, errors.length > 0)) parser.abort()
    },
  })
}

const isBlank = (fields: readonly string[]): boolean => fields.length === 1 && fields[0] === ''

const lineBreaks = (fields: readonly string[]): number => {
  let breaks = 0
  for (const field of fields) if (field.includes('\n')) breaks += field.split('\n').length - 1
  return breaks
}

/** The column at each position; null only in a header that is refused. */
type Header<Column extends string> = readonly (Column | null)[]

const rowOf = <Column extends string>(
  absent: Row<Column>,
  header: Header<Column>,
  fields: readonly string[],
): Row<Column> => {
  const row = { ...absent }
  for (let position = 0; position < header.length; position += 1) {
    const column = header[position]
    if (column) row[column] = fields[position] ?? ''
  }
  return row
}

const ragged = (found: number, expected: number): Omit<LineProblem, 'line'> => ({
  field: null,
  found: fieldCount(found),
  expected: `${fieldCount(expected)} as in the header`,
})

const fieldCount = (count: number): string => `${count} field${count === 1 ? '' : 's'}`

const refuseHeader = (
  { required, optional }: Columns<string, string>,
  header: readonly string[],
  refuse: Refuse,
): void => {
  const known = [...required, ...optional]
  for (const name of new Set(header)) {
    const found = `the column ${quoted(name)}`
    if (!known.includes(name)) {
      refuse({ field: null, found, expected: `only columns of ${known.join(', ')}` })
    } else if (header.indexOf(name) !== header.lastIndexOf(name)) {
      refuse({ field: null, found: `${found} twice`, expected: 'each column once' })
    }
  }
  for (const name of required.filter((column) => !header.includes(column))) {
    refuse({ field: null, found: `no column ${quoted(name)}`, expected: 'a header with it' })
  }
}
