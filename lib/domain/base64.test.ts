// Base64: the published vectors, and one spelling only.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64, decodeBase64url, encodeBase64, encodeBase64url } from './base64'
import { utf8Bytes } from './utf8'

describe('base64', () => {
  it.each([
    ['', ''],
    ['f', 'Zg=='],
    ['fo', 'Zm8='],
    ['foo', 'Zm9v'],
    ['foob', 'Zm9vYg=='],
    ['fooba', 'Zm9vYmE='],
    ['foobar', 'Zm9vYmFy'],
  ])('agrees with RFC 4648 on %j', (text, encoded) => {
    expect(encodeBase64(utf8Bytes(text))).toBe(encoded)
    expect(decodeBase64(encoded)).toEqual(utf8Bytes(text))
  })

  it.each([
    'Zg',
    'Zg=',
    'Zh==',
    'Zm9=',
    '=',
    '==',
    '====',
    'Z===',
    'Zg==\n',
    ' Zg==',
    'Zm-_',
    'Zg==Zg==',
  ])('refuses %j', (text) => {
    expect(decodeBase64(text)).toBeNull()
  })

  it('brings back all bytes, and accepts no text but the one it writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)
      }),
    )
    fc.assert(
      fc.property(fc.base64String(), (text) => {
        const bytes = decodeBase64(text)
        if (bytes !== null) expect(encodeBase64(bytes)).toBe(text)
      }),
    )
  })
})

describe('base64url', () => {
  it('brings back all bytes, without padding, and accepts no text but the one it writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(encodeBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
        expect(decodeBase64url(encodeBase64url(bytes))).toEqual(bytes)
      }),
    )
    const text = fc.string({
      unit: fc.constantFrom('A', 'Q', 'g', 'w', '0', '9', '_', '-', '=', '+', '/'),
    })
    fc.assert(
      fc.property(text, (written) => {
        const bytes = decodeBase64url(written)
        if (bytes !== null) expect(encodeBase64url(bytes)).toBe(written)
      }),
    )
  })
})
