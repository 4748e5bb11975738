// The evidence of one signature: what a passkey gives back when it signs a statement, and whether it holds.
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { quoted } from './assert'
import { decodeBase64url, encodeBase64url } from './base64'
import { sha256Hex, type CanonicalValue } from './canonical-json'
import { readJson } from './json-reading'
import { credentialIdHash, isSignedBy, parseCoseKey } from './passkey'
import { readAuthenticatorData, type AuthenticatorData } from './passkey-data'
import { signoffChallenge, type SignoffStatement } from './signoff'
import { utf8Text } from './utf8'

/** A WebAuthn assertion; every member is base64url without padding. */
export type PasskeyEvidence = {
  credentialId: string
  authenticatorData: string
  clientDataJSON: string
  signature: string
}

/** A key as an entry `key` of the log says it: `publicKey` is COSE bytes in hex. */
export type LoggedKey = {
  officer: string
  credentialIdHash: string
  publicKey: string
  group: string
  roles: string[]
  status: 'active' | 'revoked'
  deviceBound: boolean
  /** Put in force at the first start, before anybody could sign. */
  founding: boolean
  effectiveAt: string
  /** Challenges of the statements that put it in force or revoked it, ascending. */
  decisions: string[]
}

export type EvidenceProblem =
  | 'credential'
  | 'client-data'
  | 'type'
  | 'challenge'
  | 'origin'
  | 'cross-origin'
  | 'authenticator-data'
  | 'rp-id'
  | 'user-present'
  | 'user-verified'
  | 'backup'
  | 'public-key'
  | 'signature'

/** The first thing that is wrong, by name and in a sentence. */
export type EvidenceFinding = { problem: EvidenceProblem; sentence: string }

/**
 * Whether the key signed this statement and nothing else, with its user verified: the checks of W3C
 * WebAuthn Level 3 §7.2 on credential id, type, challenge, origin, crossOrigin and topOrigin, RP id
 * hash, user presence and verification, backup flags, extensions and signature, in that order.
 * `publicKey` is the key as logged, COSE bytes in hex. Stricter than §7.2: client data is UTF-8
 * without byte order mark and without duplicate members, it may hold members that are unknown here;
 * embedding in a page of another origin is refused; base64url, DER and CBOR have one spelling each.
 * Answers the signature counter (0: the key does not count), which only its keeper can compare, and
 * whether the key may be copied, which a device-bound key may not. Takes time in proportion to the
 * evidence, of which nothing above 16 KiB a member is read.
 */
export const checkEvidence = ({
  statement,
  evidence,
  publicKey,
}: {
  statement: SignoffStatement
  evidence: PasskeyEvidence
  publicKey: string
}): EvidenceFinding | { counter: number; isBackupEligible: boolean } => {
  const clientData = bytesOf(evidence.clientDataJSON)
  const data = bytesOf(evidence.authenticatorData)
  const said = readAuthenticatorData(data)
  if (credentialIdHash(evidence.credentialId) !== statement.credentialIdHash) {
    return finding('credential', 'The key that signed is not the one that the statement names.')
  }
  const told = clientDataFinding(clientData, statement)
  if (told !== null) return told
  if ('problem' in said) {
    return finding('authenticator-data', `What the key adds cannot be read: ${said.problem}.`)
  }
  const message = concatBytes(data, sha256(clientData))
  return (
    authenticatorFinding(said, statement) ??
    signatureFinding({ publicKey, message, signature: bytesOf(evidence.signature) }) ?? {
      counter: said.counter,
      isBackupEligible: said.isBackupEligible,
    }
  )
}

const LONGEST = 16 * 1024

/** What is no base64url, or too long, is read as nothing, which every check refuses. */
const bytesOf = (text: string): Uint8Array =>
  (text.length <= LONGEST ? decodeBase64url(text) : null) ?? new Uint8Array()

const finding = (problem: EvidenceProblem, sentence: string): EvidenceFinding => ({
  problem,
  sentence,
})

const clientDataFinding = (
  bytes: Uint8Array,
  statement: SignoffStatement,
): EvidenceFinding | null => {
  const text = utf8Text(bytes)
  const reading = text === null ? { problem: 'it is not UTF-8' } : readJson(text)
  const problem = 'problem' in reading ? reading.problem : 'it is no object'
  if ('problem' in reading || !isObject(reading.value)) {
    return finding('client-data', `What the browser adds cannot be read: ${problem}.`)
  }
  return ceremonyFinding(reading.value, statement)
}

type Members = { readonly [member: string]: CanonicalValue }

const isObject = (value: CanonicalValue): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const ceremonyFinding = (
  { type, challenge, origin, crossOrigin = false, topOrigin }: Members,
  statement: SignoffStatement,
): EvidenceFinding | null => {
  if (type !== 'webauthn.get') {
    return finding('type', 'What was done with the key is no signature of a statement.')
  }
  if (challenge !== encodeBase64url(hexToBytes(signoffChallenge(statement)))) {
    return finding('challenge', 'Something else was signed: the challenge is not this statement’s.')
  }
  if (origin !== statement.origin) {
    const where = typeof origin === 'string' ? quoted(origin) : 'no origin'
    return finding('origin', `It was signed at ${where}, not at ${quoted(statement.origin)}.`)
  }
  return crossOrigin === false && topOrigin === undefined
    ? null
    : finding('cross-origin', 'It was signed inside a page of another site.')
}

const authenticatorFinding = (
  said: AuthenticatorData,
  { rpId }: SignoffStatement,
): EvidenceFinding | null => {
  if (said.rpIdHash !== sha256Hex(rpId)) {
    return finding('rp-id', `The key signed for another site than ${quoted(rpId)}.`)
  }
  if (!said.isUserPresent) {
    return finding('user-present', 'The key does not say that anybody was present.')
  }
  if (!said.isUserVerified) {
    return finding('user-verified', 'The key did not check by PIN or biometrics who used it.')
  }
  return said.isBackedUp && !said.isBackupEligible
    ? finding('backup', 'The key says that it is copied and that it cannot be.')
    : null
}

const signatureFinding = ({
  publicKey,
  message,
  signature,
}: {
  publicKey: string
  message: Uint8Array
  signature: Uint8Array
}): EvidenceFinding | null => {
  const key = parseCoseKey(publicKey)
  if ('problem' in key) return finding('public-key', `The public key is malformed: ${key.problem}.`)
  return isSignedBy(key, { message, signature })
    ? null
    : finding('signature', 'The signature is not that of the key over these bytes.')
}
