// Guarantees of the pseudonym: the bytes of the design, and no name to be read from it.
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { base32 } from './canonical-json'
import { officerPseudonym } from './officer'

const identity = { salt: '07'.repeat(32), issuer: 'https://id.example', subject: 'u1' }

test('hashes tag, zero byte, salt, and both parts with their lengths', () => {
  const bytes = concatBytes(
    utf8ToBytes('ballast/officer/v1'),
    Uint8Array.of(0),
    new Uint8Array(32).fill(7),
    Uint8Array.of(0, 18),
    utf8ToBytes('https://id.example'),
    Uint8Array.of(0, 2),
    utf8ToBytes('u1'),
  )
  expect(officerPseudonym(identity)).toBe(base32(sha256(bytes)))
})

test('moving a character from issuer to subject gives another pseudonym', () => {
  const moved = { ...identity, issuer: 'https://id.exampl', subject: 'eu1' }
  expect(officerPseudonym(moved)).not.toBe(officerPseudonym(identity))
})

test('refuses a salt that is not 32 bytes', () => {
  expect(() => officerPseudonym({ ...identity, salt: '07' })).toThrow('expected a salt of 32 bytes')
})
