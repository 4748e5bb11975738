// Reading JSON strictly: what is refused and where, what is never changed, and how long it may take.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type CanonicalValue } from './canonical-json'
import { readCanonicalJson, readJson } from './json-reading'
import jcs from './log-vectors/jcs.json'
import { utf8Bytes, utf8Text } from './utf8'

const valueOf = (text: string): CanonicalValue => {
  const reading = readJson(text)
  if ('problem' in reading) throw new Error(reading.problem)
  return reading.value
}
const problemOf = (text: string): string => {
  const reading = readJson(text)
  return 'problem' in reading ? reading.problem : 'no problem'
}
const hexOf = (text: string): string =>
  Array.from(utf8Bytes(text), (byte) => byte.toString(16).padStart(2, '0')).join('')

describe('the RFC 8785 vectors', () => {
  const refused: Record<string, string> = {
    structures: 'expected an integer',
    unicode: 'not in Unicode form NFC',
    values: 'expected an integer',
    weird: 'not in Unicode form NFC',
  }
  const cases = Object.entries(jcs)

  it.each(cases.filter(([name]) => !(name in refused)))(
    '%s: read, written canonically, byte for byte',
    (_, { input, output, outputHex }) => {
      expect(canonicalJson(valueOf(input))).toBe(output)
      expect(hexOf(canonicalJson(valueOf(input)))).toBe(outputHex)
      expect(readCanonicalJson(output)).toEqual({ value: valueOf(input) })
    },
  )

  it.each(cases.filter(([name]) => name in refused))(
    '%s: refused by the reader, because floats, and text that is not NFC, are',
    (name, { input }) => {
      expect(problemOf(input)).toContain(refused[name])
    },
  )

  it('structures, unicode and weird: the canonical form itself agrees, byte for byte', () => {
    for (const { input, output, outputHex } of [jcs.structures, jcs.unicode, jcs.weird]) {
      const text = canonicalJson(JSON.parse(input) as CanonicalValue)
      expect(text).toBe(output)
      expect(hexOf(text)).toBe(outputHex)
    }
  })

  it('values: without its floats the canonical form agrees', () => {
    const { numbers, ...rest } = JSON.parse(jcs.values.input) as Record<string, CanonicalValue>
    expect(numbers).toHaveLength(5)
    expect(jcs.values.output.startsWith(canonicalJson(rest).slice(0, -1))).toBe(false)
    const withoutNumbers = jcs.values.output.replace(/"numbers":\[[^\]]*\],/, '')
    expect(canonicalJson(rest)).toBe(withoutNumbers)
  })
})

describe('readJson', () => {
  it.each([
    ['{"a":1,"a":1}', 'character 8: the member “a” stands twice'],
    ['{"a":1,"\\u0061":2}', 'character 8: the member “a” stands twice'],
    ['{"__proto__":1,"__proto__":2}', 'stands twice'],
    ['"\ud800"', 'character 1: the string holds half of a surrogate pair'],
    ['"\\ud800"', 'half of a surrogate pair'],
    ['"\\udc00\\ud800"', 'half of a surrogate pair'],
    ['{"\\udfff":1}', 'half of a surrogate pair'],
    ['"A\u030a"', 'not in Unicode form NFC'],
    ['"A\\u030a"', 'not in Unicode form NFC'],
    ['{"A\u030a":1}', 'not in Unicode form NFC'],
    [`"a${'\u0316'.repeat(31)}"`, 'more than 30 combining marks'],
    ['-1', 'character 1: expected an integer from 0 to 2147483647'],
    ['-0', 'expected an integer'],
    ['01', 'expected an integer'],
    ['00', 'expected an integer'],
    ['1.0', 'expected an integer'],
    ['1e2', 'expected an integer'],
    ['1E2', 'expected an integer'],
    ['2147483648', 'expected an integer'],
    ['99999999999999999999', 'expected an integer'],
    ['NaN', 'character 1: expected a JSON value, got “N”'],
    ['Infinity', 'expected a JSON value'],
    ['\ufeff1', 'character 1: expected a JSON value, got “\\u{feff}”'],
    ['', 'character 1: expected a JSON value, got the end of the text'],
    ['1 2', 'character 3: expected the end of the text, got “2”'],
    ['{}x', 'character 3: expected the end of the text'],
    ['{"a":1', 'character 7: expected a comma or a closing brace, got the end of the text'],
    ['{"a":1,}', 'character 8: expected a member name, got “}”'],
    ['{a:1}', 'expected a member name'],
    ['{"a" 1}', 'expected a colon'],
    ['[1,]', 'character 4: expected a JSON value'],
    ['[1 2]', 'expected a comma or a closing bracket'],
    ['[,1]', 'expected a JSON value'],
    ["'a'", 'expected a JSON value'],
    ['"a', 'expected a character of a string or its closing quote, got the end of the text'],
    ['"a\nb"', 'character 3: expected a character of a string or its closing quote, got “\\u{a}”'],
    ['"\\x41"', 'the backslash starts no escape of JSON'],
    ['"\\u12g4"', 'the backslash starts no escape of JSON'],
    ['"\\', 'the backslash starts no escape of JSON'],
    ['tru', 'expected a JSON value'],
    ['truex', 'expected the end of the text'],
    ['\u00a01', 'expected a JSON value'],
    ['/*a*/1', 'expected a JSON value'],
    [`${'['.repeat(65)}${']'.repeat(65)}`, 'character 65: expected at most 64 levels of nesting'],
    ['{"a":'.repeat(65), 'expected at most 64 levels of nesting'],
  ])('refuses %j', (text, problem) => {
    expect(problemOf(text)).toContain(problem)
  })

  it.each([
    [' \t\r\n[ 1 , 2 ] ', [1, 2]],
    ['{"a":{},"b":[],"c":null,"d":true,"e":false}', { a: {}, b: [], c: null, d: true, e: false }],
    ['"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude02😂"', '"\\/\b\f\n\r\té😂😂'],
    ['2147483647', 2 ** 31 - 1],
    ['0', 0],
    [`${'['.repeat(64)}${']'.repeat(64)}`, JSON.parse(`${'['.repeat(64)}${']'.repeat(64)}`)],
    [`"a${'\u0316'.repeat(30)}"`, `a${'\u0316'.repeat(30)}`],
  ])('reads %j', (text, value) => {
    expect(valueOf(text)).toEqual(value)
  })

  it('keeps __proto__ as a member like any other and pollutes nothing', () => {
    const value = valueOf('{"__proto__":{"polluted":true},"constructor":1}') as object
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect('polluted' in {}).toBe(false)
    expect(canonicalJson(value as CanonicalValue)).toBe(
      '{"__proto__":{"polluted":true},"constructor":1}',
    )
  })

  it('never throws, and agrees with JSON.parse wherever it accepts', () => {
    const pieces = fc.constantFrom(
      ...Array.from('{}[]",:\\ue019.-tfn 😂\ud800é\u030a'),
      '"a":',
      'null',
    )
    const hostile = fc.oneof(
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
      fc.json({ maxDepth: 4 }),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(hostile, (text) => {
        const reading = readJson(text)
        if ('problem' in reading) expect(reading.problem).toMatch(/^character \d+: /)
        else expect(JSON.stringify(reading.value)).toBe(JSON.stringify(JSON.parse(text)))
      }),
      { numRuns: 2000 },
    )
  })

  it('reads back whatever was written canonically', () => {
    const name = fc
      .string({ unit: 'grapheme-composite' })
      .filter((text) => text.normalize('NFC') === text)
    const { value } = fc.letrec<{ value: CanonicalValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        name,
        fc.integer({ min: 0, max: 2 ** 31 - 1 }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(name, tie('value'), { maxKeys: 4 }),
      ),
    }))
    fc.assert(
      fc.property(value, (original) => {
        const text = canonicalJson(original)
        const reading = readCanonicalJson(text)
        expect('value' in reading && canonicalJson(reading.value)).toBe(text)
      }),
    )
  })

  it.each([
    ['a long string', `"${'a'.repeat(4_000_000)}"`],
    ['a long list', `[${'0,'.repeat(1_000_000)}0]`],
    ['many members', `{${Array.from({ length: 200_000 }, (_, at) => `"m${at}":0`).join(',')}}`],
    ['opening brackets', '['.repeat(4_000_000)],
    ['escapes', `"${'\\u0041'.repeat(600_000)}"`],
    ['combining marks out of order', `"a${'\u0300\u0316'.repeat(500_000)}"`],
    ['spaces', ' '.repeat(4_000_000)],
    ['digits', '9'.repeat(4_000_000)],
    ['backslashes', `"${'\\\\'.repeat(1_000_000)}`],
  ])('is done with %s in time proportional to the text', (_, text) => {
    const start = performance.now()
    readJson(text)
    expect(performance.now() - start).toBeLessThan(3_000)
  })
})

describe('readCanonicalJson', () => {
  it.each(['{"b":1,"a":2}', '{ "a":1}', '"\\u0041"', '"\\/"', '[1]\n'])('refuses %j', (text) => {
    expect(readCanonicalJson(text)).toEqual({
      problem: 'expected canonical JSON (RFC 8785), got other spacing, order or escapes',
    })
  })
})

describe('utf8Text', () => {
  it.each([
    [[0xc0, 0xaf]],
    [[0xed, 0xa0, 0x80]],
    [[0xff]],
    [[0xe2, 0x82]],
    [[0xf4, 0x90, 0x80, 0x80]],
  ])('refuses the bytes %j', (bytes) => {
    expect(utf8Text(Uint8Array.from(bytes))).toBeNull()
  })

  it('returns well-formed text as it was, a byte order mark included', () => {
    for (const text of ['', 'é😂', '\ufeffa', '\ufffd'])
      expect(utf8Text(utf8Bytes(text))).toBe(text)
  })
})
