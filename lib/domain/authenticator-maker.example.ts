// A maker of authenticators with a root certificate of his own, for tests of attested keys.
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { cborMap, type Attest } from './authenticator.example'
import { encodeBase64 } from './base64'
import { utf8Bytes } from './utf8'

export type Maker = {
  /** What a server trusts: the root certificate, PEM. */
  root: string
  /** For `register`: format packed, signed by a certificate of this maker for one model. */
  attestation: (model: { aaguid: string }) => Attest
}

/** The same `seed` gives the same certificates, valid from 2020 to 2049. */
export const newMaker = ({ seed }: { seed: string }): Maker => {
  const root = keyOf(`root ${seed}`)
  const batch = keyOf(`batch ${seed}`)
  const issuer = nameOf({ unit: 'Root', common: `Test maker ${seed}` })
  const subject = nameOf({ unit: 'Authenticator Attestation', common: 'Test model' })
  const rootCertificate = certificate({
    ...{ serial: 1, issuer, subject: issuer, publicKey: root.publicKey, signer: root },
    extensions: [extension('551d13', sequence(Uint8Array.of(0x01, 1, 0xff)))],
  })
  return {
    root: `-----BEGIN CERTIFICATE-----\n${encodeBase64(rootCertificate)}\n-----END CERTIFICATE-----`,
    attestation: ({ aaguid }) => {
      const leaf = certificate({
        ...{ serial: 2, issuer, subject, publicKey: batch.publicKey, signer: root },
        extensions: [
          extension('551d13', sequence()),
          extension('2b0601040182e51c010104', der(0x04, hexToBytes(aaguid))),
        ],
      })
      return ({ authData, clientDataHash }) => ({
        format: 'packed',
        statement: cborMap([
          ['alg', -7],
          ['sig', batch.sign(concatBytes(authData, clientDataHash))],
          ['x5c', [leaf]],
        ]),
      })
    },
  }
}

type Key = { publicKey: Uint8Array; sign: (message: Uint8Array) => Uint8Array }

const keyOf = (seed: string): Key => {
  const secret = sha256(utf8Bytes(seed))
  return {
    publicKey: p256.getPublicKey(secret, false),
    sign: (message) => p256.sign(message, secret, { format: 'der' }),
  }
}

/** X.509 version 3 (RFC 5280 §4.1), ecdsa-with-SHA256. */
const certificate = (signed: {
  serial: number
  issuer: Uint8Array
  subject: Uint8Array
  publicKey: Uint8Array
  extensions: readonly Uint8Array[]
  signer: Key
}): Uint8Array => {
  const algorithm = sequence(objectId('2a8648ce3d040302'))
  const keyAlgorithm = sequence(objectId('2a8648ce3d0201'), objectId('2a8648ce3d030107'))
  const body = sequence(
    ...[der(0xa0, der(0x02, Uint8Array.of(2))), der(0x02, Uint8Array.of(signed.serial))],
    ...[algorithm, signed.issuer, sequence(time('200101000000Z'), time('491231235959Z'))],
    ...[signed.subject, sequence(keyAlgorithm, bitString(signed.publicKey))],
    der(0xa3, sequence(...signed.extensions)),
  )
  return sequence(body, algorithm, bitString(signed.signer.sign(body)))
}

const nameOf = ({ unit, common }: { unit: string; common: string }): Uint8Array =>
  sequence(
    ...[
      ['550406', 0x13, 'SE'] as const,
      ['55040a', 0x0c, 'Test maker'] as const,
      ['55040b', 0x0c, unit] as const,
      ['550403', 0x0c, common] as const,
    ].map(([id, tag, text]) => der(0x31, sequence(objectId(id), der(tag, utf8Bytes(text))))),
  )

const extension = (id: string, value: Uint8Array): Uint8Array =>
  sequence(objectId(id), der(0x04, value))

const sequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, concatBytes(...parts))
const objectId = (hex: string): Uint8Array => der(0x06, hexToBytes(hex))
const bitString = (bytes: Uint8Array): Uint8Array => der(0x03, Uint8Array.of(0, ...bytes))
const time = (text: string): Uint8Array => der(0x17, utf8Bytes(text))

const der = (tag: number, content: Uint8Array): Uint8Array => {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length]
  return Uint8Array.of(tag, ...size, ...content)
}
