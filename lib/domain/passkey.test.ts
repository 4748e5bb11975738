// Keys of officers: one spelling each, nothing off the curve, and signatures as OpenSSL judges them.
import { createPublicKey, verify } from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newAuthenticator } from './authenticator.example'
import { encodeBase64url } from './base64'
import { credentialIdHash, isSignedBy, parseCoseKey } from './passkey'

const es256 = newAuthenticator({ algorithm: -7, seed: 'a' }).publicKey
const ed25519 = newAuthenticator({ algorithm: -8, seed: 'a' }).publicKey

describe('a COSE key', () => {
  it('is read as its algorithm and its point', () => {
    const [x, y] = [es256.slice(20, 84), es256.slice(90)]
    expect(parseCoseKey(es256)).toEqual({ algorithm: -7, publicKey: hexToBytes(`04${x}${y}`) })
    expect(parseCoseKey(ed25519)).toEqual({
      ...{ algorithm: -8, publicKey: hexToBytes(ed25519.slice(20)) },
    })
  })

  const point = ed25519.slice(20)
  it.each([
    ['nothing', ''],
    ['a byte after it', `${es256}00`],
    ['a byte less', es256.slice(0, -2)],
    ['upper case', es256.toUpperCase()],
    ['another order of members', `a4032701012006215820${point}`],
    ['a length in two bytes', `a401010327200621590020${point}`],
    ['a map in two bytes', `b804${ed25519.slice(2)}`],
    ['a key id beside it', `a5010102410003272006215820${point}`],
    ['the private key', `a5${ed25519.slice(2)}235820${'0'.repeat(64)}`],
    ['RSA', `a401030339010020430100012158${'20'.repeat(32)}`],
    ['ES384', es256.replace('0326', '033822')],
    ['Ed25519 on X25519', ed25519.replace('2006', '2004')],
    ['text instead of numbers', 'a301634f4b500327206745643235353139'],
    ['ES256 with the compressed point', `a5010203262001215820${es256.slice(20, 84)}22f5`],
    ['x off the curve', es256.replace(/.{64}$/, '0'.repeat(64))],
    ['the point at infinity', `a5010203262001215820${'0'.repeat(64)}225820${'0'.repeat(64)}`],
    ['x above the field', es256.replace(es256.slice(20, 84), 'f'.repeat(64))],
    ['a key of small order', `a4010103272006215820${'00'.repeat(32)}`],
    ['the neutral element', `a401010327200621582001${'00'.repeat(31)}`],
    ['y above the field', `a4010103272006215820${'ff'.repeat(31)}7f`],
    ['no square', `a401010327200621582002${'00'.repeat(31)}`],
  ])('is refused: %s', (_, cose) => {
    expect(parseCoseKey(cose)).toHaveProperty('problem')
  })
})

it('names a credential by the digest of its id', () => {
  expect(credentialIdHash('AQID')).toMatch(/^[0-9a-f]{64}$/)
  expect(credentialIdHash('AQID')).not.toBe(credentialIdHash('AQIE'))
})

describe('an ES256 signature', () => {
  const secret = new Uint8Array(32).fill(3)
  const key = { algorithm: -7 as const, publicKey: p256.getPublicKey(secret, false) }
  const [x, y] = [key.publicKey.subarray(1, 33), key.publicKey.subarray(33)]
  const jwk = { kty: 'EC', crv: 'P-256', x: encodeBase64url(x), y: encodeBase64url(y) }
  const openssl = createPublicKey({ format: 'jwk', key: jwk })
  const message = new Uint8Array(100).fill(9)
  const der = (bytes: Uint8Array, lowS: boolean) =>
    p256.sign(bytes, secret, { format: 'der', lowS })
  const signature = der(message, false)

  it('holds with s of either half of the order', () => {
    const { r, s } = p256.Signature.fromBytes(signature, 'der')
    const other = new p256.Signature(r, p256.Point.Fn.ORDER - s).toBytes('der')
    expect(isSignedBy(key, { message, signature })).toBe(true)
    expect(isSignedBy(key, { message, signature: other })).toBe(true)
    expect(bytesToHex(other)).not.toBe(bytesToHex(signature))
  })

  it('is judged as OpenSSL judges it, whatever its length and however it is bent', () => {
    const bend = fc.option(
      fc.record({ at: fc.nat({ max: 80 }), byte: fc.nat({ max: 255 }), cut: fc.nat({ max: 1 }) }),
    )
    const seen = { true: 0, false: 0 }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), fc.boolean(), bend, (bytes, lowS, change) => {
        const honest = der(bytes, lowS)
        const bent =
          change === null
            ? honest
            : Uint8Array.from([
                ...honest.subarray(0, change.at),
                change.byte,
                ...honest.subarray(change.at + change.cut),
              ])
        const isFine = isSignedBy(key, { message: bytes, signature: bent })
        seen[`${isFine}`] += 1
        expect(isFine).toBe(verify('sha256', bytes, openssl, bent))
      }),
      { numRuns: 300 },
    )
    expect(seen.true).toBeGreaterThan(10)
    expect(seen.false).toBeGreaterThan(10)
  })

  it.each([
    ['nothing', ''],
    ['r and s of zero', '3006020100020100'],
    ['an empty r', '30050200020101'],
    ['a negative r', '3006020180020101'],
    ['a needless zero', '300702020001020101'],
    ['r of 33 bytes', `3026022101${'00'.repeat(32)}020101`],
    ['a length in two bytes', '308106020101020101'],
    ['a byte after it', '300602010102010100'],
    ['r and s above the order', `3046022100${'ff'.repeat(32)}022100${'ff'.repeat(32)}`],
    ['64 plain bytes', '11'.repeat(64)],
  ])('is refused: %s', (_, hex) => {
    expect(isSignedBy(key, { message, signature: hexToBytes(hex) })).toBe(false)
  })
})
