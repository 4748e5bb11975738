// A person's own keys: making one, naming it, and seeing what each is worth.
import 'server-only'
import { hexToBytes } from '@noble/hashes/utils.js'
import {
  insertCeremony,
  insertPasskey,
  isCeremonyFresh,
  isKnownPasskey,
  lockPasskeys,
  passkeysOf,
  type PasskeyRow,
  renamePasskey,
} from '@/db/passkey'
import { encodeBase64url } from '@/lib/domain/base64'
import { credentialIdHash } from '@/lib/domain/passkey'
import { isRefusal, refuse } from '@/lib/domain/refusal'
import { fingerprint } from '@/lib/domain/signoff'
import { utf8Bytes } from '@/lib/domain/utf8'
import {
  beginEnrolmentInput,
  begunEnrolment,
  type BegunEnrolment,
  enrolKeyInput,
  enrolledKey,
  keyList,
  type KeyRow,
  namedKey,
  nameKeyInput,
} from '@/lib/wire/passkey'
import { isoNow } from './clock'
import { env } from './env'
import { place } from './envelope'
import { type Officer, randomHex } from './officer'
import { founderOf, logFoundingKey } from './passkey-founding'
import { freshUntil, refusedLogin } from './passkey-login'
import { deviceBinding, verifyRegistration } from './passkey-registration'
import { verb } from './verb'

const CEREMONY_MILLISECONDS = 300_000

export const beginEnrolment = verb({
  name: 'key.begun',
  kind: 'change',
  access: 'officer',
  isOpenAtFirstStart: true,
  limit: 'enrolment',
  input: beginEnrolmentInput,
  output: begunEnrolment,
  run: async ({ tx, officer, now }) => {
    const tooOld = refusedLogin(officer, now)
    if (tooOld) return tooOld
    const ceremonyId = randomHex(32)
    const expiresAt = await insertCeremony(tx, { challenge: ceremonyId, officerId: officer.id })
    const keys = await passkeysOf(tx, officer.id)
    const options = creationOptions({ officer, ceremonyId, keys })
    return { subject: officer.pseudonym, output: { ceremonyId, expiresAt, options } }
  },
})

/** Stores a key: in force at once where its owner is founding, else waiting for others to admit it. */
export const enrolKey = verb({
  name: 'key.enrolled',
  kind: 'change',
  appends: true,
  access: 'officer',
  isOpenAtFirstStart: true,
  limit: 'enrolment',
  input: enrolKeyInput,
  output: enrolledKey,
  run: async ({ tx, officer, now, input }) => {
    const tooOld = refusedLogin(officer, now)
    if (tooOld) return tooOld
    await lockPasskeys(tx)
    const ceremony = { challenge: input.ceremonyId, officerId: officer.id }
    if (!(await isCeremonyFresh(tx, ceremony))) return spent
    const made = await verifyRegistration({
      response: input.response,
      challenge: challengeText(input.ceremonyId),
      place: place(),
      roots: env().ATTESTATION_ROOTS,
    })
    if (isRefusal(made)) return made
    if (await isKnownPasskey(tx, made.credentialId)) return known
    const founder = await founderOf(tx, officer)
    const key = {
      ...made,
      ...ceremony,
      credentialIdHash: credentialIdHash(made.credentialId),
      name: input.name,
      transports: input.response.response.transports ?? [],
      attestation: input.response.response.attestationObject,
      clientData: input.response.response.clientDataJSON,
      isFounding: founder !== undefined,
    }
    await insertPasskey(tx, key)
    if (founder) await logFoundingKey(tx, { key, founder, officer, now })
    return {
      subject: key.credentialIdHash,
      output: {
        credentialIdHash: key.credentialIdHash,
        state: key.isFounding ? ('active' as const) : ('waiting' as const),
      },
    }
  },
})

export const nameKey = verb({
  name: 'key.named',
  kind: 'change',
  access: 'officer',
  isOpenAtFirstStart: true,
  input: nameKeyInput,
  output: namedKey,
  run: async ({ tx, officer, input }) => {
    const isNamed = await renamePasskey(tx, { officerId: officer.id, ...input })
    return isNamed
      ? { subject: input.credentialIdHash, output: input }
      : refuse('unknown', 'You have no such key. Nothing was named.')
  },
})

export const listKeys = verb({
  name: 'key.listed',
  kind: 'read',
  access: 'officer',
  isOpenAtFirstStart: true,
  input: beginEnrolmentInput,
  output: keyList,
  run: async ({ db, officer }) => {
    // Nobody reads without an officer: the verb's access says so.
    const keys = officer ? await passkeysOf(db, officer.id) : []
    const founder = officer ? await founderOf(db, officer) : undefined
    const asOf = isoNow()
    return {
      asOf,
      keys: keys.map(toKeyRow),
      enrolment: {
        freshUntil: officer && !refusedLogin(officer, asOf) ? freshUntil(officer) : null,
        outcome: founder ? ('active' as const) : ('waiting' as const),
      },
    }
  },
})

const spent = refuse(
  'statement-spent',
  'Nothing was enrolled: this enrolment is used, older than five minutes, or another officer’s. Begin again.',
)
const known = refuse('duplicate', 'This key is enrolled already. Nothing was done.')

const challengeText = (ceremonyId: string): string => encodeBase64url(hexToBytes(ceremonyId))

/** Asks for a maker's word always: what makes a key device-bound can be said at its making only. */
const creationOptions = (given: {
  officer: Officer
  ceremonyId: string
  keys: readonly PasskeyRow[]
}): BegunEnrolment['options'] => ({
  rp: { id: place().rpId, name: `Ballast, ${env().VENUE_NAME}` },
  user: {
    id: encodeBase64url(utf8Bytes(given.officer.pseudonym)),
    name: given.officer.name,
    displayName: given.officer.name,
  },
  challenge: challengeText(given.ceremonyId),
  pubKeyCredParams: [
    { alg: -7, type: 'public-key' },
    { alg: -8, type: 'public-key' },
  ],
  timeout: CEREMONY_MILLISECONDS,
  // An authenticator whose key was revoked may make another one.
  excludeCredentials: given.keys
    .filter(({ revokedAt }) => revokedAt === null)
    .map(({ credentialId, transports }) => ({ id: credentialId, type: 'public-key', transports })),
  authenticatorSelection: {
    residentKey: 'preferred',
    requireResidentKey: false,
    userVerification: 'required',
  },
  attestation: 'direct',
})

const toKeyRow = (row: PasskeyRow): KeyRow => ({
  ...row,
  fingerprint: fingerprint(row.credentialIdHash),
  state: stateOf(row),
  deviceBinding: deviceBinding(row),
})

const stateOf = ({ activeAt, revokedAt }: PasskeyRow): KeyRow['state'] => {
  if (revokedAt !== null) return 'revoked'
  return activeAt === null ? 'waiting' : 'active'
}
