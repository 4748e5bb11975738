// Who an officer is to the outside: roles, and a pseudonym that names nobody.
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { assert } from './assert'
import { base32 } from './canonical-json'

export const ROLES = ['viewer', 'analyst', 'approver', 'publisher', 'admin', 'auditor'] as const
export type Role = (typeof ROLES)[number]

/**
 * The name under which an officer appears in everything signed or published:
 * base32(SHA-256("ballast/officer/v1" ‖ 00 ‖ salt32 ‖ u16 length ‖ issuer ‖ u16 length ‖ subject)).
 * `salt` is 64 hex digits and stays inside the house. 52 characters. Source: signoff.md §1.
 */
export const officerPseudonym = (identity: {
  salt: string
  issuer: string
  subject: string
}): string => {
  const salt = hexToBytes(identity.salt)
  assert(salt.length === 32, `expected a salt of 32 bytes, got ${salt.length}`)
  const tag = utf8ToBytes('ballast/officer/v1\0')
  return base32(
    sha256(concatBytes(tag, salt, withLength(identity.issuer), withLength(identity.subject))),
  )
}

const withLength = (text: string): Uint8Array => {
  const bytes = utf8ToBytes(text)
  assert(bytes.length < 65_536, `expected less than 65536 bytes, got ${bytes.length}`)
  return concatBytes(Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes)
}
