// An Ed25519 key from its seed; it signs by the platform's WebCrypto, which Node and the edge both have.
import { hexToBytes } from '@noble/hashes/utils.js'
import { assert } from './assert'
import { decodeBase64 } from './base64'

/** `publicKey` is 32 bytes, a signature 64. */
export type SeedKey = {
  publicKey: Uint8Array
  sign: (message: Uint8Array) => Promise<Uint8Array>
}

/** `seed` is the secret of RFC 8032 as 64 lower-case hex digits; refuses (Fault) another form. */
export const openSeed = async (seed: string): Promise<SeedKey> => {
  assert(/^[0-9a-f]{64}$/.test(seed), 'expected a seed of 64 lower-case hex digits')
  const envelope = hexToBytes(`${PKCS8_HEADER}${seed}`)
  const key = await crypto.subtle.importKey('pkcs8', envelope, 'Ed25519', true, ['sign'])
  return {
    publicKey: await publicKeyOf(key),
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign('Ed25519', key, new Uint8Array(message))),
  }
}

// WebCrypto takes a bare seed only inside the envelope of RFC 8410.
const PKCS8_HEADER = '302e020100300506032b657004220420'

const publicKeyOf = async (key: CryptoKey): Promise<Uint8Array> => {
  const { x = '' } = await crypto.subtle.exportKey('jwk', key)
  const publicKey = decodeBase64(`${x.replaceAll('-', '+').replaceAll('_', '/')}=`)
  assert(publicKey?.length === 32, 'expected a public key of 32 bytes')
  return publicKey
}
