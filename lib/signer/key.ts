// A key of the log: signs a note's text with Ed25519, and tells its verifier key.
import { openSeed } from '@/lib/domain/ed25519-key'
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
  const { publicKey, sign } = await openSeed(seed)
  const verifier = { name, use: 'note', publicKey } as const
  const keyId = keyIdOf(verifier)
  const signatureOf = async (text: string) =>
    signatureLine({ name, keyId, signature: await sign(new TextEncoder().encode(text)) })
  return { vkey: formatVerifierKey(verifier), signatureOf }
}
