// What an authenticator says when it makes a key: each claim checked by its name, then once more by the library.
import 'server-only'
import { bytesToHex } from '@noble/hashes/utils.js'
import { SettingsService, verifyRegistrationResponse } from '@simplewebauthn/server'
import {
  convertAAGUIDToString,
  convertCertBufferToPEM,
  decodeAttestationObject,
  parseAuthenticatorData,
  validateCertificatePath,
} from '@simplewebauthn/server/helpers'
import { decodeBase64url, encodeBase64url } from '@/lib/domain/base64'
import { sha256Hex } from '@/lib/domain/canonical-json'
import { readJson } from '@/lib/domain/json-reading'
import { parseCoseKey } from '@/lib/domain/passkey'
import type { Place } from '@/lib/domain/place'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { utf8Text } from '@/lib/domain/utf8'
import type { DeviceBinding, RegistrationResponse } from '@/lib/wire/passkey'

export type Registration = {
  credentialId: string
  /** COSE bytes, hex. */
  publicKey: string
  algorithm: -7 | -8
  counter: number
  aaguid: string
  isBackedUp: boolean
  isDeviceBound: boolean
}

/**
 * The key that a response made over this challenge (base64url) at this place. It counts as bound to
 * its device where a maker's chain ends in one of `roots` (PEM) and nothing may copy it.
 */
export const verifyRegistration = async (given: {
  response: RegistrationResponse
  challenge: string
  place: Place
  roots: readonly string[]
}): Promise<Registration | Refusal> => {
  const said = readAttestation(given.response.response.attestationObject)
  if (said === null) return refused('malformed')
  const { publicKey, flags } = said
  const key = parseCoseKey(publicKey)
  const problem = clientDataProblem(given) ?? authenticatorProblem(said, given)
  if (problem !== undefined) return refused(problem)
  if ('problem' in key) return refused('algorithm')
  if (!(await isVerified(given))) return refused('attestation')
  return {
    credentialId: said.credentialId,
    publicKey,
    algorithm: key.algorithm,
    counter: said.counter,
    aaguid: said.aaguid,
    isBackedUp: flags.bs,
    isDeviceBound: !flags.be && (await hasTrustedMaker(said, given.roots)),
  }
}

/** Why a stored key counts as bound to its device, or does not. */
export const deviceBinding = (row: {
  isDeviceBound: boolean
  attestation: string
}): DeviceBinding => {
  if (row.isDeviceBound) return 'attested'
  const said = readAttestation(row.attestation)
  if (said === null || said.flags.be) return 'copyable'
  return said.x5c.length === 0 ? 'no-attestation' : 'unknown-maker'
}

type Problem = keyof typeof SENTENCES
const SENTENCES = {
  malformed: 'What the authenticator sent cannot be read.',
  type: 'What was sent is not the making of a key.',
  challenge: 'The key was made for another enrolment.',
  origin: 'The key was made at another address than this console’s.',
  'cross-origin': 'The key was made inside a page of another site.',
  'rp-id': 'The key was made for another site.',
  'user-present': 'The authenticator does not say that somebody touched it.',
  'user-verified':
    'The authenticator did not check who you are: it must ask for a PIN, a finger or a face.',
  credential: 'The authenticator names two different keys.',
  'backup-flags': 'The authenticator contradicts itself about copies of the key.',
  algorithm: 'The key is of a kind that is not used here: ES256 and EdDSA are.',
  attestation: 'What the authenticator says of its maker is not rightly signed.',
} as const

const refused = (problem: Problem): Refusal =>
  refuse(
    'signature-invalid',
    `${SENTENCES[problem]} Nothing was enrolled; begin again, or take another authenticator.`,
  )

type Given = Parameters<typeof verifyRegistration>[0]

const clientDataProblem = ({ response, challenge, place }: Given): Problem | undefined => {
  const bytes = decodeBase64url(response.response.clientDataJSON)
  const text = bytes === null ? null : utf8Text(bytes)
  const reading = text === null ? { problem: 'no text' } : readJson(text)
  if ('problem' in reading) return 'malformed'
  const said = new Map(Object.entries(reading.value ?? {}))
  if (said.get('type') !== 'webauthn.create') return 'type'
  if (said.get('challenge') !== challenge) return 'challenge'
  if (said.get('origin') !== place.origin) return 'origin'
  return (said.get('crossOrigin') ?? false) === false && !said.has('topOrigin')
    ? undefined
    : 'cross-origin'
}

type Said = {
  flags: { up: boolean; uv: boolean; be: boolean; bs: boolean }
  rpIdHash: string
  counter: number
  credentialId: string
  publicKey: string
  aaguid: string
  /** The maker's certificates, the key's own first. */
  x5c: Uint8Array<ArrayBuffer>[]
}

const authenticatorProblem = (said: Said, { response, place }: Given): Problem | undefined => {
  if (said.rpIdHash !== sha256Hex(place.rpId)) return 'rp-id'
  if (!said.flags.up) return 'user-present'
  if (!said.flags.uv) return 'user-verified'
  if (said.flags.bs && !said.flags.be) return 'backup-flags'
  return said.credentialId === response.id && response.id === response.rawId
    ? undefined
    : 'credential'
}

/** What an attestation object says, whether true or not; null where it cannot be read. */
const readAttestation = (attestationObject: string): Said | null => {
  const bytes = decodeBase64url(attestationObject)
  if (bytes === null) return null
  try {
    const decoded = decodeAttestationObject(new Uint8Array(bytes))
    const parsed = parseAuthenticatorData(decoded.get('authData'))
    const { aaguid, credentialID, credentialPublicKey } = parsed
    if (!aaguid || !credentialID || !credentialPublicKey) return null
    return {
      flags: parsed.flags,
      rpIdHash: bytesToHex(parsed.rpIdHash),
      counter: parsed.counter,
      credentialId: encodeBase64url(credentialID),
      publicKey: bytesToHex(credentialPublicKey),
      aaguid: convertAAGUIDToString(aaguid),
      x5c: decoded.get('attStmt').get('x5c') ?? [],
    }
  } catch {
    return null
  }
}

const FORMATS = [
  ...['android-key', 'android-safetynet', 'apple'],
  ...['fido-u2f', 'packed', 'tpm'],
] as const

/** The library's own judgement, which covers the maker's signature; who the maker is, is asked after it. */
const isVerified = async ({ response, challenge, place }: Given): Promise<boolean> => {
  for (const identifier of FORMATS)
    SettingsService.setRootCertificates({ identifier, certificates: [] })
  const { id, rawId, type } = response
  const { clientDataJSON, attestationObject } = response.response
  try {
    const { verified } = await verifyRegistrationResponse({
      response: {
        ...{ id, rawId, type, clientExtensionResults: {} },
        response: { clientDataJSON, attestationObject },
      },
      expectedChallenge: challenge,
      expectedOrigin: place.origin,
      expectedRPID: place.rpId,
      requireUserPresence: true,
      requireUserVerification: true,
      supportedAlgorithmIDs: [-7, -8],
    })
    return verified
  } catch {
    return false
  }
}

/** Without a root nobody is trusted: the library would take an empty list for "anybody". */
const hasTrustedMaker = async ({ x5c }: Said, roots: readonly string[]): Promise<boolean> => {
  if (x5c.length === 0 || roots.length === 0) return false
  try {
    return await validateCertificatePath(x5c.map(convertCertBufferToPEM), [...roots])
  } catch {
    return false
  }
}
