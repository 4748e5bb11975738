// A key of the log: signs a note's text with Ed25519 by WebCrypto, and tells its verifier key.
import { hexToBytes } from '@noble/hashes/utils.js'
import { formatVerifierKey, keyIdOf, signatureLine } from '@/lib/domain/log-note'

export type SigningKey = { vkey: string; signatureOf: (text: string) => Promise<string> }

/** `seed` is the secret of RFC 8032 as 64 hexadecimal digits; `name` is the log's origin. */
export const openKey = async ({
  name,
  seed,
}: {
  name: string
  seed: string
}): Promise<SigningKey> => {
  const key = await importSeed(seed)
  const verifier = { name, use: 'note', publicKey: await publicKeyOf(key) } as const
  const keyId = keyIdOf(verifier)
  const signatureOf = async (text: string) => {
    const bytes = await crypto.subtle.sign('Ed25519', key, new TextEncoder().encode(text))
    return signatureLine({ name, keyId, signature: new Uint8Array(bytes) })
  }
  return { vkey: formatVerifierKey(verifier), signatureOf }
}

// WebCrypto takes a bare seed only inside the envelope of RFC 8410.
const ENVELOPE = hexToBytes('302e020100300506032b657004220420')

const importSeed = (seed: string): Promise<CryptoKey> => {
  if (!/^[0-9a-f]{64}$/.test(seed)) throw new Error('expected seeds of 64 hexadecimal digits')
  const bytes = Uint8Array.of(...ENVELOPE, ...hexToBytes(seed))
  return crypto.subtle.importKey('pkcs8', bytes, 'Ed25519', true, ['sign'])
}

const publicKeyOf = async (key: CryptoKey): Promise<Uint8Array> => {
  const { x = '' } = await crypto.subtle.exportKey('jwk', key)
  const text = atob(x.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
