// Ed25519 checks: RFC 8032's first vectors, agreement with another implementation, hostile input.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { Point } from '@noble/ed25519'
import { hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPublicKey, verifySignature } from './ed25519'

const VECTORS = [
  {
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
].map(({ publicKey, message, signature }) => ({
  publicKey: hexToBytes(publicKey),
  message: hexToBytes(message),
  signature: hexToBytes(signature),
}))

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n
const withOrderAdded = (signature: Uint8Array): Uint8Array => {
  const scalar = signature.slice(32).reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const raised = Array.from({ length: 32 }, (_, at) =>
    Number(((scalar + ORDER) >> BigInt(8 * at)) & 255n),
  )
  return Uint8Array.from([...signature.slice(0, 32), ...raised])
}

describe('verifySignature', () => {
  it.each(VECTORS)('accepts an RFC 8032 vector', (signed) => {
    expect(verifySignature(signed)).toBe(true)
  })

  it('refuses a second spelling of a signature: s raised by the order of the group', () => {
    for (const signed of VECTORS) {
      const signature = withOrderAdded(signed.signature)
      expect(verifySignature({ ...signed, signature })).toBe(false)
    }
  })

  it('refuses keys of small order, under which one signature fits many messages', () => {
    const identity = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 1 : 0))
    const signature = Uint8Array.from({ length: 64 }, (_, at) => (at === 0 ? 1 : 0))
    expect(verifySignature({ publicKey: identity, message: new Uint8Array(3), signature })).toBe(
      false,
    )
  })

  it('refuses wrong lengths and any flipped bit', () => {
    const [signed] = VECTORS
    for (const length of [0, 31, 33]) {
      expect(verifySignature({ ...signed!, publicKey: new Uint8Array(length) })).toBe(false)
    }
    for (const length of [0, 63, 65]) {
      expect(verifySignature({ ...signed!, signature: new Uint8Array(length) })).toBe(false)
    }
    fc.assert(
      fc.property(fc.nat({ max: 511 }), (bit) => {
        const signature = signed!.signature.map((byte, at) =>
          at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte,
        )
        expect(verifySignature({ ...signed!, signature })).toBe(false)
      }),
      { numRuns: 40 },
    )
  })

  it('accepts what another implementation signed', () => {
    const { privateKey } = generateKeyPairSync('ed25519')
    const der = createPublicKey(
      createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    )
    const publicKey = new Uint8Array(der.export({ type: 'spki', format: 'der' }).subarray(-32))
    const message = new TextEncoder().encode('a checkpoint')
    const signature = new Uint8Array(sign(null, message, privateKey))
    expect(verifySignature({ publicKey, message, signature })).toBe(true)
  })

  it('never throws, whatever the bytes', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length })
    fc.assert(
      fc.property(bytes(32), bytes(64), fc.uint8Array(), (publicKey, signature, message) => {
        expect(verifySignature({ publicKey, message, signature })).toBe(false)
      }),
      { numRuns: 50 },
    )
  })
})

describe('isPublicKey', () => {
  const isRead = (bytes: Uint8Array): boolean => {
    try {
      return !Point.fromBytes(bytes).isSmallOrder()
    } catch {
      return false
    }
  }

  it('is true of points of the curve alone, as another reader of points says', () => {
    const seen = { true: 0, false: 0 }
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(bytes, (key) => {
        seen[`${isPublicKey(key)}`] += 1
        expect(isPublicKey(key)).toBe(isRead(key))
      }),
      { numRuns: 200 },
    )
    expect(Math.min(seen.true, seen.false)).toBeGreaterThan(30)
  })

  it.each([
    ['the neutral element', `01${'00'.repeat(31)}`],
    ['zero with a sign', `01${'00'.repeat(30)}80`],
    ['the point of order 2', `ec${'ff'.repeat(30)}7f`],
    ['a point of order 4', '00'.repeat(32)],
    ['a point of order 8', 'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a'],
    ['y equal to the prime', `ed${'ff'.repeat(30)}7f`],
    ['y equal to the prime and one', `ee${'ff'.repeat(30)}7f`],
    ['31 bytes', '22'.repeat(31)],
  ])('is false of %s', (_, hex) => {
    expect(isPublicKey(hexToBytes(hex))).toBe(false)
  })
})
