// Columns that are encrypted at rest: AES-256-GCM under a key that the database never sees.
import { hexToBytes } from '@noble/hashes/utils.js'
import { assert } from '@/lib/domain/assert'
import { decodeBase64, encodeBase64 } from '@/lib/domain/base64'

/** Base64 of nonce and ciphertext. `about` is bound to it, so that one row's secret opens no other's. */
export const sealSecret = async (
  secret: Uint8Array,
  { key, about }: { key: string; about: string },
): Promise<string> => {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES))
  const sealed = await crypto.subtle.encrypt(
    algorithm(nonce, about),
    await importKey(key),
    owned(secret),
  )
  return encodeBase64(new Uint8Array([...nonce, ...new Uint8Array(sealed)]))
}

/** Fails (Fault) when key, row or text are not those it was sealed with. */
export const openSecret = async (
  text: string,
  { key, about }: { key: string; about: string },
): Promise<Uint8Array> => {
  const bytes = decodeBase64(text)
  assert(bytes !== null, 'expected base64')
  const nonce = owned(bytes.slice(0, NONCE_BYTES))
  const opened = await crypto.subtle.decrypt(
    algorithm(nonce, about),
    await importKey(key),
    owned(bytes.slice(NONCE_BYTES)),
  )
  return new Uint8Array(opened)
}

const NONCE_BYTES = 12

const algorithm = (iv: Uint8Array<ArrayBuffer>, about: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(about),
})

const importKey = (hex: string): Promise<CryptoKey> => {
  assert(/^[0-9a-f]{64}$/.test(hex), 'expected a key of 64 hex digits')
  return crypto.subtle.importKey('raw', owned(hexToBytes(hex)), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ])
}

const owned = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)
