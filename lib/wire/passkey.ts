// Keys that people sign with: enrolling, naming, and what the console says about each.
import * as z from 'zod'
import { hex64, instant } from './money'

/** Bytes as WebAuthn writes them: base64url without padding. */
const base64url = (bytes: number) =>
  z
    .string()
    .min(1, 'expected base64url')
    .max(Math.ceil((bytes * 4) / 3), `expected at most ${bytes} bytes`)
    .regex(/^[A-Za-z0-9_-]+$/, 'expected base64url without padding')

/** A credential id has at most 1,023 bytes (Web Authentication, section 5.8.1). */
const credentialIdText = base64url(1023)

/** One line by which its owner knows a key. */
const keyName = z
  .string()
  .regex(
    /^[^\p{Cc}\p{Cf}\p{Cs}\s](?:[^\p{Cc}\p{Cf}\p{Cs}]{0,58}[^\p{Cc}\p{Cf}\p{Cs}\s])?$/u,
    'expected a name of 1 to 60 characters in one line',
  )

export const beginEnrolmentInput = z.strictObject({})
/** What navigator.credentials.create() is asked for. */
const creationOptions = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ alg: z.number(), type: z.literal('public-key') })),
  timeout: z.number(),
  excludeCredentials: z.array(
    z.object({
      id: z.string(),
      type: z.literal('public-key'),
      transports: z.array(z.string()),
    }),
  ),
  authenticatorSelection: z.object({
    residentKey: z.literal('preferred'),
    requireResidentKey: z.literal(false),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('direct'),
})
export const begunEnrolment = z.object({
  ceremonyId: hex64,
  expiresAt: instant,
  options: creationOptions,
})
export type BegunEnrolment = z.infer<typeof begunEnrolment>

const transport = z.string().regex(/^[a-z0-9-]{1,20}$/, 'expected the name of a transport')
/** A RegistrationResponseJSON; what a browser may add besides is known and read by nobody. */
const registrationResponse = z.strictObject({
  id: credentialIdText,
  rawId: credentialIdText,
  type: z.literal('public-key'),
  response: z.strictObject({
    clientDataJSON: base64url(4_096),
    attestationObject: base64url(65_536),
    transports: z.array(transport).max(10).optional(),
    authenticatorData: z.string().optional(),
    publicKey: z.string().optional(),
    publicKeyAlgorithm: z.number().optional(),
  }),
  authenticatorAttachment: z.string().max(40).nullish(),
  clientExtensionResults: z.record(z.string(), z.unknown()).optional(),
})
export type RegistrationResponse = z.infer<typeof registrationResponse>
export const enrolKeyInput = z.strictObject({
  ceremonyId: hex64,
  name: keyName,
  response: registrationResponse,
})
export const enrolledKey = z.object({
  credentialIdHash: z.string(),
  state: z.enum(['active', 'waiting']),
})
export type EnrolledKey = z.infer<typeof enrolledKey>

export const nameKeyInput = z.strictObject({ credentialIdHash: hex64, name: keyName })
export const namedKey = z.object({ credentialIdHash: z.string(), name: z.string() })

/** Why a key counts as bound to its device, or does not. */
const DEVICE_BINDINGS = ['attested', 'copyable', 'no-attestation', 'unknown-maker'] as const
export type DeviceBinding = (typeof DEVICE_BINDINGS)[number]
const keyRow = z.object({
  credentialId: z.string(),
  /** Also the key's address. */
  credentialIdHash: z.string(),
  /** First 26 characters of base32 of the hash: what two people compare. */
  fingerprint: z.string(),
  name: z.string(),
  state: z.enum(['active', 'waiting', 'revoked']),
  isFounding: z.boolean(),
  deviceBinding: z.enum(DEVICE_BINDINGS),
  counter: z.string(),
  enrolledAt: z.string(),
  activeAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  usedAt: z.string().nullable(),
  logIndex: z.number().int().nullable(),
})
export type KeyRow = z.infer<typeof keyRow>
export const keyList = z.object({
  asOf: z.string(),
  keys: z.array(keyRow),
  enrolment: z.object({
    /** Until when the last login lets a key be enrolled; null where it does not. */
    freshUntil: z.string().nullable(),
    /** A key that is enrolled now is in force at once, or waits for the signatures of others. */
    outcome: z.enum(['active', 'waiting']),
  }),
})
export type KeyList = z.infer<typeof keyList>

export const firstStart = z.object({
  asOf: z.string(),
  isOver: z.boolean(),
  /** Until when founders put keys in force themselves; null before the first key, or once over. */
  closesAt: z.string().nullable(),
  founders: z.array(
    z.object({
      name: z.string(),
      roles: z.array(z.string()),
      group: z.string(),
      keys: z.number().int(),
      isYou: z.boolean(),
    }),
  ),
})
export type FirstStart = z.infer<typeof firstStart>
