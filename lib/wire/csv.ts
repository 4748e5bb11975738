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

export type Columns<Required extends string, Optional extends string> = {
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
  const problems: LineProblem[] = []
  let header: readonly string[] | null = null
  let [line, rows] = [1, 0]
  const refuse: Refuse = (problem) => void problems.push({ line, ...problem })
  eachRecord(text, (fields, isBroken) => {
    if (header === null) {
      header = fields
      refuseHeader(columns, header, refuse)
      line = options.firstLine ?? 2
      return problems.length === 0
    }
    if (isBroken) refuse(OPEN_QUOTE)
    else if (fields.length === header.length)
      options.onRow(row(names, header, fields), { line, refuse })
    else if (!isBlank(fields)) refuse(ragged(fields, header))
    rows += isBlank(fields) ? 0 : 1
    line += lineBreaks(fields) + 1
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

const lineBreaks = (fields: readonly string[]): number =>
  fields.reduce((total, field) => total + field.split('\n').length - 1, 0)

const row = <Column extends string>(
  names: readonly Column[],
  header: readonly string[],
  fields: readonly string[],
): Row<Column> => {
  const values = {} as Row<Column>
  for (const name of names) values[name] = fields[header.indexOf(name)] ?? ''
  return values
}

const ragged = (
  fields: readonly string[],
  header: readonly string[],
): Omit<LineProblem, 'line'> => ({
  field: null,
  found: fieldCount(fields),
  expected: `${fieldCount(header)} as in the header`,
})

const fieldCount = ({ length }: readonly string[]): string =>
  `${length} field${length === 1 ? '' : 's'}`

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
