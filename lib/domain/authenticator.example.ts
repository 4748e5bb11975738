// A passkey in software, for tests: enrols and signs as an authenticator does, and lies on request.
import { p256 } from '@noble/curves/nist.js'
import { getPublicKey, hashes, sign } from '@noble/ed25519'
import { sha256, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { encodeBase64url } from './base64'
import type { PasskeyEvidence } from './signoff-evidence'
import { utf8Bytes } from './utf8'

hashes.sha512 = sha512

/** Flags of authenticator data. A passkey that may be copied has BE; one that is, BS as well. */
export const FLAG = { UP: 0x01, UV: 0x04, BE: 0x08, BS: 0x10, AT: 0x40, ED: 0x80 } as const

/** What an honest answer can be spoiled with. `extensions` is CBOR that follows, by itself without the flag. */
type Answer = {
  origin: string
  rpId: string
  flags?: number
  counter?: number
  extensions?: Uint8Array
  /** Members of clientDataJSON beside or instead of the honest ones; undefined takes one out. */
  clientData?: Record<string, unknown>
  /** The whole text of clientDataJSON instead. */
  clientDataText?: string
}

/** As a browser posts it, for verifyRegistrationResponse. */
export type Registration = {
  id: string
  rawId: string
  type: 'public-key'
  response: {
    clientDataJSON: string
    attestationObject: string
    transports: ('internal' | 'usb' | 'hybrid')[]
  }
  clientExtensionResults: Record<string, never>
}

export type Authenticator = {
  credentialId: string
  /** COSE bytes, hex. */
  publicKey: string
  /** `challenge` is base64url, as the options of an enrolment have it. */
  register: (ceremony: Answer & { challenge: string; attest?: Attest | undefined }) => Registration
  /** `challenge` is hex, as a statement's is. */
  assert: (ceremony: Answer & { challenge: string }) => PasskeyEvidence
}

/** An attestation statement over what was said: its format and its CBOR. */
export type Attest = (said: { authData: Uint8Array; clientDataHash: Uint8Array }) => {
  format: string
  statement: Uint8Array
}

/** The same `seed` gives the same keys and credential id; without one they are random. */
export const newAuthenticator = ({
  algorithm = -7,
  aaguid = '0'.repeat(32),
  seed = bytesToHex(crypto.getRandomValues(new Uint8Array(32))),
}: { algorithm?: -7 | -8; aaguid?: string; seed?: string } = {}): Authenticator => {
  const secret = sha256(utf8Bytes(`key ${seed}`))
  const id = sha256(utf8Bytes(`credential ${seed}`))
  const { publicKey, signed } = algorithm === -7 ? es256(secret) : edDsa(secret)
  const credentialId = encodeBase64url(id)
  const attested = concatBytes(hexToBytes(aaguid), Uint8Array.of(0, id.length), id, publicKey)
  return {
    credentialId,
    publicKey: bytesToHex(publicKey),
    register: ({ challenge, attest = withoutAttestation, ...answer }) => {
      const clientData = clientDataOf('webauthn.create', challenge, answer)
      const authData = authenticatorData(answer, attested)
      const { format, statement } = attest({ authData, clientDataHash: sha256(clientData) })
      return registration(credentialId, clientData, { format, statement, authData })
    },
    assert: ({ challenge, ...answer }) => {
      const clientData = clientDataOf(
        'webauthn.get',
        encodeBase64url(hexToBytes(challenge)),
        answer,
      )
      const data = authenticatorData(answer)
      return {
        credentialId,
        authenticatorData: encodeBase64url(data),
        clientDataJSON: encodeBase64url(clientData),
        signature: encodeBase64url(signed(concatBytes(data, sha256(clientData)))),
      }
    },
  }
}

type Pair = { publicKey: Uint8Array; signed: (message: Uint8Array) => Uint8Array }

const es256 = (secret: Uint8Array): Pair => {
  const point = p256.getPublicKey(secret, false)
  const [x, y] = [point.subarray(1, 33), point.subarray(33)]
  return {
    publicKey: cborMap([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, x],
      [-3, y],
    ]),
    signed: (message) => p256.sign(message, secret, { format: 'der', lowS: false }),
  }
}

const edDsa = (secret: Uint8Array): Pair => ({
  publicKey: cborMap([
    [1, 1],
    [3, -8],
    [-1, 6],
    [-2, getPublicKey(secret)],
  ]),
  signed: (message) => sign(message, secret),
})

const clientDataOf = (type: string, challenge: string, answer: Answer): Uint8Array => {
  const { origin, clientData, clientDataText } = answer
  const honest = { type, challenge, origin, crossOrigin: false }
  return utf8Bytes(clientDataText ?? JSON.stringify({ ...honest, ...clientData }))
}

const authenticatorData = (
  { rpId, flags = FLAG.UP | FLAG.UV, counter = 0, extensions = new Uint8Array() }: Answer,
  attested?: Uint8Array,
): Uint8Array => {
  const head = new Uint8Array(37)
  head.set(sha256(utf8Bytes(rpId)))
  head[32] = attested === undefined ? flags : flags | FLAG.AT
  new DataView(head.buffer).setUint32(33, counter)
  return concatBytes(head, attested ?? new Uint8Array(), extensions)
}

const withoutAttestation: Attest = () => ({ format: 'none', statement: cborMap([]) })

const registration = (
  credentialId: string,
  clientData: Uint8Array,
  attestation: { format: string; statement: Uint8Array; authData: Uint8Array },
): Registration => {
  const { format, statement, authData } = attestation
  const attestationObject = concatBytes(
    ...[cborHead(5, 3), cbor('fmt'), cbor(format), cbor('attStmt'), statement],
    ...[cbor('authData'), cbor(authData)],
  )
  return {
    id: credentialId,
    rawId: credentialId,
    type: 'public-key',
    response: {
      clientDataJSON: encodeBase64url(clientData),
      attestationObject: encodeBase64url(attestationObject),
      transports: ['internal'],
    },
    clientExtensionResults: {},
  }
}

type Cbor = number | string | Uint8Array | readonly Uint8Array[]

/** RFC 8949 for what passkeys say: integers, text, bytes, and a list of bytes. */
const cbor = (value: Cbor): Uint8Array => {
  if (typeof value === 'number') return value < 0 ? cborHead(1, -1 - value) : cborHead(0, value)
  if (typeof value === 'string') {
    return concatBytes(cborHead(3, utf8Bytes(value).length), utf8Bytes(value))
  }
  if (value instanceof Uint8Array) return concatBytes(cborHead(2, value.length), value)
  return concatBytes(cborHead(4, value.length), ...value.map(cbor))
}

/** A map with its members in the order given. */
export const cborMap = (members: readonly (readonly [number | string, Cbor])[]): Uint8Array =>
  concatBytes(
    cborHead(5, members.length),
    ...members.flatMap(([key, value]) => [cbor(key), cbor(value)]),
  )

const cborHead = (major: number, count: number): Uint8Array => {
  if (count < 24) return Uint8Array.of((major << 5) | count)
  if (count < 256) return Uint8Array.of((major << 5) | 24, count)
  return Uint8Array.of((major << 5) | 25, count >> 8, count & 255)
}
