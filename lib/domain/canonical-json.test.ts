// The bytes that are signed: RFC 8785 vectors, our limits, and the tagged digest.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Fault } from './assert'
import {
  base32,
  canonicalJson,
  sha256Hex,
  taggedDigest,
  type CanonicalValue,
} from './canonical-json'

const read = (text: string): CanonicalValue => JSON.parse(text) as CanonicalValue

describe('canonicalJson', () => {
  it.each([
    ['arrays', '[ 56, { "d": true, "10": null, "1": [ ] } ]', '[56,{"1":[],"10":null,"d":true}]'],
    [
      'french',
      '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
      '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ignore locale"}',
    ],
    [
      'structures',
      '{"1":{"f":{"f":"hi","F":5},"\\n":56.0},"10":{},"":"empty","a":{},"111":[{"e":"yes","E":"no"}],"A":{}}',
      '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}',
    ],
    ['unicode', '{"Unnormalized Unicode":"A\\u030a"}', '{"Unnormalized Unicode":"A\u030a"}'],
    [
      'values without floats',
      '{"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
      '{"literals":[null,true,false],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ],
    [
      'weird',
      '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\u000a":"Newline","1":"One","\\u0080":"Control\\u007f","\\ud83d\\ude02":"Smiley","\\u00f6":"Latin Small Letter O With Diaeresis","\\ufb33":"Hebrew Letter Dalet With Dagesh","</script>":"Browser Challenge"}',
      '{"\\n":"Newline","\\r":"Carriage Return","1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😂":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ],
  ])('agrees with the RFC 8785 vector %s', (_, input, output) => {
    expect(canonicalJson(read(input))).toBe(output)
  })

  it.each([333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -1, 2 ** 31, -0, NaN, Infinity])(
    'refuses the number %d',
    (number) => {
      expect(() => canonicalJson({ numbers: [number] })).toThrow(Fault)
    },
  )

  it('takes integers up to 2^31 − 1', () => {
    expect(canonicalJson([0, 2 ** 31 - 1])).toBe('[0,2147483647]')
  })

  it('refuses lone surrogates in values and in member names', () => {
    expect(() => canonicalJson('a\ud800')).toThrow(Fault)
    expect(() => canonicalJson({ '\udc00': 1 })).toThrow(Fault)
    expect(() => canonicalJson(['\ude02\ud83d'])).toThrow(Fault)
  })

  it.each([
    ['undefined member', { a: undefined }],
    ['undefined', undefined],
    ['bigint', { a: 1n }],
    ['date', new Date(0)],
    ['map', new Map()],
    ['hole', Array.from<number>({ length: 2 }).fill(0, 0, 1)],
    ['symbol member', { [Symbol('a')]: 1 }],
    ['function', () => 1],
  ])('refuses a value that is not JSON: %s', (_, value) => {
    expect(() => canonicalJson(value as CanonicalValue)).toThrow(Fault)
  })
})

describe('digests', () => {
  it('put the tag and a zero byte before the canonical text', () => {
    const text = 'ballast/subject/clawback/v1\0{"a":"1","b":2}'
    const expected = createHash('sha256').update(text, 'utf8').digest('hex')
    expect(taggedDigest('ballast/subject/clawback/v1', { b: 2, a: '1' })).toBe(expected)
  })

  it('hash text as UTF-8 and bytes as they are', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    expect(sha256Hex('é')).toBe(sha256Hex(new Uint8Array([0xc3, 0xa9])))
  })
})

describe('base32', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('agrees with RFC 4648 on %j', (text, encoded) => {
    expect(base32(new TextEncoder().encode(text))).toBe(encoded)
  })
})
