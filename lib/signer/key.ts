// A key of the log: signs a note's text with Ed25519 by WebCrypto, and tells its verifier key.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

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
  const publicKey = await publicKeyOf(key)
  const keyId = keyIdOf({ name, publicKey })
  const signatureOf = async (text: string) => {
    const bytes = await crypto.subtle.sign('Ed25519', key, new TextEncoder().encode(text))
    return signatureLine({ name, keyId, signature: new Uint8Array(bytes) })
  }
  return { vkey: formatVerifierKey({ name, publicKey }), signatureOf }
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

const keyIdOf = ({ name, publicKey }: { name: string; publicKey: Uint8Array }): Uint8Array =>
  sha256(Uint8Array.of(...utf8ToBytes(`${name}\n`), 1, ...publicKey)).slice(0, 4)

const formatVerifierKey = (key: { name: string; publicKey: Uint8Array }): string =>
  `${key.name}+${bytesToHex(keyIdOf(key))}+${base64(Uint8Array.of(1, ...key.publicKey))}`

const signatureLine = (line: { name: string; keyId: Uint8Array; signature: Uint8Array }): string =>
  `— ${line.name} ${base64(Uint8Array.of(...line.keyId, ...line.signature))}\n`

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
