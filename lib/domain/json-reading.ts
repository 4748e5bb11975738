// JSON as the format allows it: read strictly, in linear time, with a sentence for whatever is wrong.
import { quoted } from './assert'
import { canonicalJson, type CanonicalValue } from './canonical-json'

export type JsonReading = { value: CanonicalValue } | { problem: string }

const DEEPEST = 64
const MAX_INTEGER = 2 ** 31 - 1

/**
 * The value of a JSON text within the limits of signoff.md §3. Refused, with a sentence that names
 * the character (from 1, UTF-16 units): duplicate members, lone surrogates raw or escaped, text that
 * is not NFC or has more than 30 combining marks in a row, numbers other than integers 0 … 2^31 − 1
 * (no sign, fraction, exponent, leading zero), control characters in strings, nesting above 64, a
 * byte order mark, anything after the value. A member `__proto__` is a member like any other. Never
 * throws; takes time in proportion to the text, whose size the caller limits.
 */
export const readJson = (text: string): JsonReading => {
  const reader: Reader = { text, at: 0, problem: '' }
  const value = readValue(reader, 0)
  skipSpace(reader)
  if (value !== FAILED && reader.at < text.length) fail(reader, 'the end of the text')
  return value === FAILED || reader.problem !== '' ? { problem: reader.problem } : { value }
}

/** As readJson; also refuses a text that is not its own RFC 8785 form, byte for byte. */
export const readCanonicalJson = (text: string): JsonReading => {
  const reading = readJson(text)
  if ('problem' in reading || canonicalJson(reading.value) === text) return reading
  return { problem: 'expected canonical JSON (RFC 8785), got other spacing, order or escapes' }
}

/** `at` is where reading stands; `problem` is the first thing found wrong. */
type Reader = { readonly text: string; at: number; problem: string }

const FAILED = Symbol('the reader tells the problem')
type Failed = typeof FAILED

const readValue = (reader: Reader, depth: number): CanonicalValue | Failed => {
  skipSpace(reader)
  const first = reader.text.charAt(reader.at)
  if (first === '"') return readString(reader)
  if (first === '{' || first === '[') return readNested(reader, depth + 1)
  if (/^[-0-9]$/.test(first)) return readInteger(reader)
  return readLiteral(reader)
}

const readNested = (reader: Reader, depth: number): CanonicalValue | Failed => {
  if (depth > DEEPEST) return fail(reader, `at most ${DEEPEST} levels of nesting`)
  return reader.text[reader.at] === '{' ? readObject(reader, depth) : readArray(reader, depth)
}

const readObject = (reader: Reader, depth: number): CanonicalValue | Failed => {
  const members = new Map<string, CanonicalValue>()
  reader.at += 1
  if (isNext(reader, '}')) return {}
  do {
    if (readMember(reader, depth, members) === FAILED) return FAILED
  } while (isNext(reader, ','))
  if (!isNext(reader, '}')) return fail(reader, 'a comma or a closing brace')
  return Object.fromEntries(members)
}

const readMember = (
  reader: Reader,
  depth: number,
  members: Map<string, CanonicalValue>,
): Failed | undefined => {
  skipSpace(reader)
  const start = reader.at
  const name = reader.text[start] === '"' ? readString(reader) : fail(reader, 'a member name')
  if (name === FAILED) return FAILED
  if (members.has(name)) return refuse(reader, start, `the member ${quoted(name)} stands twice`)
  if (!isNext(reader, ':')) return fail(reader, 'a colon')
  const value = readValue(reader, depth)
  if (value === FAILED) return FAILED
  members.set(name, value)
  return undefined
}

const readArray = (reader: Reader, depth: number): CanonicalValue | Failed => {
  const items: CanonicalValue[] = []
  reader.at += 1
  if (isNext(reader, ']')) return items
  do {
    const item = readValue(reader, depth)
    if (item === FAILED) return FAILED
    items.push(item)
  } while (isNext(reader, ','))
  return isNext(reader, ']') ? items : fail(reader, 'a comma or a closing bracket')
}

const LITERALS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
])

const readLiteral = (reader: Reader): CanonicalValue | Failed => {
  for (const [word, value] of LITERALS) {
    if (!reader.text.startsWith(word, reader.at)) continue
    reader.at += word.length
    return value
  }
  return fail(reader, 'a JSON value')
}

/** Eleven characters are enough to see that a number is too large. */
const readInteger = (reader: Reader): number | Failed => {
  const start = reader.at
  const digits = /^\d*/.exec(reader.text.slice(start, start + 11))?.[0] ?? ''
  const isInteger = /^(0|[1-9]\d{0,9})$/.test(digits) && Number(digits) <= MAX_INTEGER
  if (!isInteger || /^[.eE]$/.test(reader.text.charAt(start + digits.length))) {
    return fail(reader, `an integer from 0 to ${MAX_INTEGER}, every other number being a string`)
  }
  reader.at += digits.length
  return Number(digits)
}

const readString = (reader: Reader): string | Failed => {
  const start = reader.at
  reader.at += 1
  let text = ''
  for (;;) {
    const from = reader.at
    skipPlain(reader)
    text += reader.text.slice(from, reader.at)
    if (reader.text[reader.at] === '"') break
    const character = readEscape(reader)
    if (character === FAILED) return FAILED
    text += character
  }
  reader.at += 1
  const problem = textProblem(text)
  return problem === null ? text : refuse(reader, start, problem)
}

const skipPlain = (reader: Reader): void => {
  for (; reader.at < reader.text.length; reader.at += 1) {
    const unit = reader.text.charCodeAt(reader.at)
    if (unit === 0x22 || unit === 0x5c || unit < 0x20) return
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

const readEscape = (reader: Reader): string | Failed => {
  const { text, at } = reader
  if (text[at] !== '\\') return fail(reader, 'a character of a string or its closing quote')
  const plain = ESCAPES.get(text.charAt(at + 1))
  const code = /^u([0-9a-fA-F]{4})$/.exec(text.slice(at + 1, at + 6))?.[1]
  if (plain === undefined && code === undefined) {
    return refuse(reader, at, 'the backslash starts no escape of JSON')
  }
  reader.at += code === undefined ? 2 : 6
  return plain ?? String.fromCharCode(Number.parseInt(code ?? '', 16))
}

const LONE_SURROGATE = /\p{Surrogate}/u
// Putting a long run of marks in order takes quadratic time, so normalisation must not meet one.
const MANY_MARKS = /\p{M}{31}/u

const textProblem = (text: string): string | null => {
  if (/^[\0-\x7f]*$/.test(text)) return null
  if (LONE_SURROGATE.test(text)) return 'the string holds half of a surrogate pair'
  if (MANY_MARKS.test(text)) return 'the string holds more than 30 combining marks in a row'
  return text.normalize('NFC') === text ? null : 'the string is not in Unicode form NFC'
}

/** Whether this punctuation comes next; if so, steps over it. */
const isNext = (reader: Reader, punctuation: string): boolean => {
  skipSpace(reader)
  if (reader.text[reader.at] !== punctuation) return false
  reader.at += 1
  return true
}

const skipSpace = (reader: Reader): void => {
  while (/^[ \t\n\r]$/.test(reader.text.charAt(reader.at))) reader.at += 1
}

const fail = (reader: Reader, expected: string): Failed => {
  const code = reader.text.codePointAt(reader.at)
  const got = code === undefined ? 'the end of the text' : quoted(String.fromCodePoint(code))
  return refuse(reader, reader.at, `expected ${expected}, got ${got}`)
}

const refuse = (reader: Reader, at: number, problem: string): Failed => {
  reader.problem = `character ${at + 1}: ${problem}`
  return FAILED
}
