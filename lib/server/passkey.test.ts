// Guarantees of enrolment: a fresh login, a challenge of one's own, a verified user, and others to admit the key.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { onlyRow, rowsOf } from '@/db/client'
import { insertOfficer, officerByIdentity, officerOfSession } from '@/db/officer'
import { type Authenticator, FLAG, newAuthenticator } from '@/lib/domain/authenticator.example'
import { newMaker } from '@/lib/domain/authenticator-maker.example'
import { encodeBase64url } from '@/lib/domain/base64'
import { hexToBytes } from '@noble/hashes/utils.js'
import { officerPseudonym } from '@/lib/domain/officer'
import { isRefusal } from '@/lib/domain/refusal'
import { credentialIdHash } from '@/lib/domain/passkey'
import { database } from './database'
import { place } from './envelope'
import { isAdmitted, type Officer, openSession, randomHex, toOfficer } from './officer'
import { beginEnrolment, enrolKey, listKeys, nameKey } from './passkey'
import { showFirstStart } from './passkey-founding'
import { deviceBinding, verifyRegistration } from './passkey-registration'
import { asOwner, saysTo, tamper, uniqueName } from './owner.example'
import { call, done } from './venue.example'

const issuer = 'http://localhost:3400'
const secondsAgo = (seconds: number) =>
  `${new Date(Date.now() - seconds * 1000).toISOString().slice(0, 19)}Z`
const fresh = (officer: Officer): Officer => ({ ...officer, authenticatedAt: secondsAgo(10) })

/** Somebody who founded nothing. */
const person = async (): Promise<Officer> => fresh(await stranger())

const stranger = async (): Promise<Officer> => {
  const [identity, salt] = [{ issuer, subject: uniqueName('person') }, randomHex(32)]
  const row = await asOwner().transact(async (tx) => {
    const named = { name: 'Somebody', roles: ['viewer'], group: 'risk' }
    const pseudonym = officerPseudonym({ salt, ...identity })
    await insertOfficer(tx, { ...identity, ...named, salt, pseudonym })
    return officerByIdentity(tx, identity)
  })
  if (!row) throw new Error('expected an officer, got none')
  return toOfficer(row)
}

const founder = async (subject: string): Promise<Officer> => {
  await isAdmitted({ issuer, subject })
  const row = await database().read((db) => officerByIdentity(db, { issuer, subject }))
  if (!row) throw new Error('expected a founder, got none')
  return fresh(toOfficer(row))
}

const here = () => ({ origin: place().origin, rpId: place().rpId })
type Spoiled = Partial<Parameters<Authenticator['register']>[0]>

const begin = async (officer: Officer) => done(await call(beginEnrolment, officer, {}))
const enrolWith = async (officer: Officer, device: Authenticator, spoiled: Spoiled = {}) => {
  const { ceremonyId, options } = await begin(officer)
  const response = device.register({ ...here(), challenge: options.challenge, ...spoiled })
  return call(enrolKey, officer, { ceremonyId, name: 'Laptop', response })
}
const keysOf = async (officer: Officer) => done(await call(listKeys, officer, {})).keys

test('asks for a verified user, the two algorithms, a maker’s word, and no key that is there', async () => {
  const officer = await person()
  const device = newAuthenticator()
  done(await enrolWith(officer, device))
  const { options, ceremonyId } = await begin(officer)
  expect(options).toMatchObject({
    authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
    pubKeyCredParams: [{ alg: -7 }, { alg: -8 }],
    excludeCredentials: [{ id: device.credentialId, transports: ['internal'] }],
    challenge: encodeBase64url(hexToBytes(ceremonyId)),
    attestation: 'direct',
  })
  expect(atob(options.user.id.replaceAll('-', '+').replaceAll('_', '/'))).toBe(officer.pseudonym)
})

test.each([-7, -8] as const)(
  'a key of algorithm %i waits for others to admit it',
  async (algorithm) => {
    const officer = await person()
    const device = newAuthenticator({ algorithm })
    expect(done(await enrolWith(officer, device))).toEqual({
      credentialIdHash: credentialIdHash(device.credentialId),
      state: 'waiting',
    })
    const [key] = await keysOf(officer)
    expect(key).toMatchObject({ state: 'waiting', name: 'Laptop', activeAt: null, logIndex: null })
    expect(key?.fingerprint).toMatch(/^([A-Z2-7]{5} ){4}[A-Z2-7]{6}$/)
  },
)

const refusals: [string, Spoiled][] = [
  ['whose user was not verified', { flags: FLAG.UP }],
  ['that nobody touched', { flags: FLAG.UV }],
  ['that contradicts itself about copies', { flags: FLAG.UP | FLAG.UV | FLAG.BS }],
  ['that was made at another origin', { origin: 'https://evil.example' }],
  ['that was made for another site', { rpId: 'evil.example' }],
  ['that was made inside another site', { clientData: { crossOrigin: true } }],
  ['that names a page around it', { clientData: { topOrigin: 'https://evil.example' } }],
  ['that is a signature instead', { clientData: { type: 'webauthn.get' } }],
  ['that was made for another enrolment', { challenge: encodeBase64url(new Uint8Array(32)) }],
  ['whose client data is no JSON', { clientDataText: 'null' }],
  [
    'whose maker’s word is signed by nobody',
    { attest: () => ({ format: 'packed', statement: bogusStatement }) },
  ],
]
// {alg: -7, sig: 8 bytes}, as CBOR.
const bogusStatement = hexToBytes('a263616c672663736967480102030405060708')

test.each(refusals)('refuses a key %s, and stores nothing', async (_, spoiled) => {
  const officer = await person()
  const outcome = await enrolWith(officer, newAuthenticator(), spoiled)
  expect(outcome).toMatchObject({ kind: 'refusal', code: 'signature-invalid' })
  expect(isRefusal(outcome) ? outcome.sentence : '').toContain('Nothing was enrolled')
  expect(await keysOf(officer)).toEqual([])
})

test('refuses an answer that names another key than it holds, and one that cannot be read', async () => {
  const officer = await person()
  const [device, other] = [newAuthenticator(), newAuthenticator()]
  const { ceremonyId, options } = await begin(officer)
  const response = device.register({ ...here(), challenge: options.challenge })
  const enrolled = (changed: object) =>
    call(enrolKey, officer, { ceremonyId, name: 'x', response: { ...response, ...changed } })
  const renamed = { id: other.credentialId, rawId: other.credentialId }
  expect(await enrolled(renamed)).toMatchObject({ code: 'signature-invalid' })
  const broken = { response: { ...response.response, attestationObject: 'AAAA' } }
  expect(await enrolled(broken)).toMatchObject({ code: 'signature-invalid' })
  expect(await enrolled({ extra: 1 })).toMatchObject({ kind: 'invalid' })
  expect(await enrolled({})).toMatchObject({ kind: 'done' })
})

test('an enrolment is used once, by its officer, within five minutes', async () => {
  const [officer, other] = [await person(), await person()]
  const { ceremonyId, options } = await begin(officer)
  const register = () => newAuthenticator().register({ ...here(), challenge: options.challenge })
  const response = register()
  const spent = { kind: 'refusal', code: 'statement-spent' }
  expect(await call(enrolKey, other, { ceremonyId, name: 'x', response })).toMatchObject(spent)
  done(await call(enrolKey, officer, { ceremonyId, name: 'x', response }))
  expect(await call(enrolKey, officer, { ceremonyId, name: 'x', response })).toMatchObject(spent)
  expect(
    await call(enrolKey, officer, { ceremonyId, name: 'x', response: register() }),
  ).toMatchObject(spent)
  const replay = { ceremonyId: (await begin(officer)).ceremonyId, name: 'x', response }
  expect(await call(enrolKey, officer, replay)).toMatchObject({ code: 'signature-invalid' })
  expect(await call(enrolKey, officer, await staleEnrolment(officer))).toMatchObject(spent)
})

const staleEnrolment = async (officer: Officer) => {
  const ceremonyId = randomHex(32)
  await asOwner().transact((tx) =>
    rowsOf(
      tx,
      sql`insert into passkey_ceremony values (${ceremonyId}, ${officer.id}, now() - interval '6 minutes', now() - interval '1 minute')`,
    ),
  )
  const challenge = encodeBase64url(hexToBytes(ceremonyId))
  const response = newAuthenticator().register({ ...here(), challenge })
  return { ceremonyId, name: 'x', response }
}

test('two answers to one enrolment at the same instant make one key', async () => {
  const officer = await person()
  const { ceremonyId, options } = await begin(officer)
  const answers = [newAuthenticator(), newAuthenticator()].map((device) =>
    call(enrolKey, officer, {
      ...{ ceremonyId, name: 'x' },
      response: device.register({ ...here(), challenge: options.challenge }),
    }),
  )
  const outcomes = await Promise.all(answers)
  expect(outcomes.filter(({ kind }) => kind === 'done')).toHaveLength(1)
  expect(await keysOf(officer)).toHaveLength(1)
})

test('the same authenticator is not enrolled twice, by anybody', async () => {
  const [officer, device] = [await person(), newAuthenticator()]
  done(await enrolWith(officer, device))
  expect(await enrolWith(officer, device)).toMatchObject({ code: 'duplicate' })
  expect(await enrolWith(await person(), device)).toMatchObject({ code: 'duplicate' })
})

test.each([
  ['six minutes old', { authenticatedAt: secondsAgo(360) }],
  ['of the future', { authenticatedAt: secondsAgo(-600) }],
])('a login that is %s enrols nothing', async (_, login) => {
  const officer = await person()
  const { ceremonyId, options } = await begin(officer)
  const response = newAuthenticator().register({ ...here(), challenge: options.challenge })
  const late = { ...officer, ...login }
  const tooOld = { kind: 'refusal', code: 'login-too-old' }
  expect(await call(beginEnrolment, late, {})).toMatchObject(tooOld)
  expect(await call(enrolKey, late, { ceremonyId, name: 'x', response })).toMatchObject(tooOld)
  expect(done(await call(listKeys, late, {})).enrolment.freshUntil).toBeNull()
})

test('whoever comes without a login’s time enrols nothing', async () => {
  expect(await call(beginEnrolment, await stranger(), {})).toMatchObject({ code: 'login-too-old' })
})

test('the time of a login is when its owner proved himself, not when the session began', async () => {
  const authenticatedAt = secondsAgo(3600)
  await isAdmitted({ issuer, subject: 'publisher' })
  const sessionId = await openSession({ issuer, subject: 'publisher', authenticatedAt })
  const asked = { sessionId: sessionId ?? '', idleMinutes: 15, absoluteHours: 12 }
  const row = await database().read((db) => officerOfSession(db, { ...asked, isBackground: false }))
  expect(row?.authenticatedAt).toBe(authenticatedAt)
})

test('a founder puts two keys in force himself, and the log says that nobody else did', async () => {
  const officer = await founder('viewer')
  for (const state of ['active', 'active', 'waiting'])
    expect(done(await enrolWith(officer, newAuthenticator())).state).toBe(state)
  const [first, second, third] = await keysOf(officer)
  expect(third).toMatchObject({ isFounding: false, logIndex: null })
  expect(second?.logIndex).toBeGreaterThan(first?.logIndex ?? 0)
  const entry = await database().read((db) =>
    onlyRow<{ body: string }>(
      db,
      sql`select body from log_entry where type = 'key' and subject = ${`${first?.credentialIdHash ?? ''}/1`}`,
    ),
  )
  expect(JSON.parse(entry?.body ?? '{}')).toMatchObject({
    ...{ officer: officer.pseudonym, founding: true, decisions: [], status: 'active' },
    ...{ roles: ['viewer'], group: 'compliance', deviceBound: false },
  })
  const { founders } = done(await call(showFirstStart, officer, {}))
  expect(founders.find(({ isYou }) => isYou)).toMatchObject({ keys: 2 })
})

test('two keys of a founder at the same instant, after his first, are not both in force', async () => {
  const officer = await founder('auditor')
  done(await enrolWith(officer, newAuthenticator()))
  const outcomes = await Promise.all([
    enrolWith(officer, newAuthenticator()),
    enrolWith(officer, newAuthenticator()),
  ])
  expect(outcomes.map((outcome) => done(outcome).state).sort()).toEqual(['active', 'waiting'])
})

test('a day after the first founding key a founder’s key waits like anybody’s', async () => {
  const officer = await founder('publisher')
  await whileFoundedAgo('25 hours', async () => {
    expect(done(await enrolWith(officer, newAuthenticator())).state).toBe('waiting')
    expect(done(await call(showFirstStart, officer, {})).closesAt).toBeNull()
  })
  expect(done(await enrolWith(officer, newAuthenticator())).state).toBe('active')
})

test('whose founding key was revoked founds no other, and may use the same authenticator again', async () => {
  const officer = await founder('approver')
  const device = newAuthenticator()
  expect(done(await enrolWith(officer, device)).state).toBe('active')
  await tamper(
    'passkey',
    sql`update passkey set revoked_at = now() where credential_id = ${device.credentialId}`,
  )
  expect((await begin(officer)).options.excludeCredentials).toEqual([])
  expect(done(await enrolWith(officer, newAuthenticator())).state).toBe('waiting')
})

/** Only somebody who can disable the guards turns back when the first key came. */
const whileFoundedAgo = async (age: string, run: () => Promise<void>) => {
  const moved = (by: ReturnType<typeof sql>) =>
    asOwner().transact(async (tx) => {
      await rowsOf(tx, sql`alter table passkey disable trigger user`)
      await rowsOf(tx, sql`update passkey set active_at = active_at ${by} where is_founding`)
      await rowsOf(tx, sql`alter table passkey enable trigger user`)
    })
  await moved(sql`- ${age}::interval`)
  try {
    await run()
  } finally {
    await moved(sql`+ ${age}::interval`)
  }
}

test('no key comes into force, moves back, or leaves by SQL', async () => {
  const officer = await person()
  done(await enrolWith(officer, newAuthenticator()))
  const [key] = await keysOf(officer)
  const mine = sql`where credential_id_hash = ${key?.credentialIdHash ?? ''}`
  expect(await saysTo(sql`update passkey set active_at = now() ${mine}`)).not.toBe('done')
  expect(await saysTo(sql`update passkey set counter = -1 ${mine}`)).not.toBe('done')
  expect(await saysTo(sql`update passkey set public_key = '00' ${mine}`)).not.toBe('done')
  expect(await saysTo(sql`delete from passkey ${mine}`)).not.toBe('done')
  expect(await keysOf(officer)).toMatchObject([{ state: 'waiting' }])
})

test('a key is named by its owner alone, in one line', async () => {
  const [officer, other] = [await person(), await person()]
  const enrolled = done(await enrolWith(officer, newAuthenticator()))
  const { credentialIdHash: key } = enrolled
  const named = (who: Officer, name: string) => call(nameKey, who, { credentialIdHash: key, name })
  expect(await named(officer, 'Safe')).toMatchObject({ kind: 'done' })
  expect(await named(other, 'Mine')).toMatchObject({ code: 'unknown' })
  for (const name of ['', ' ', 'a\nb', 'a\u202eb', 'x'.repeat(61)])
    expect(await named(officer, name)).toMatchObject({ kind: 'invalid' })
  expect(await keysOf(officer)).toMatchObject([{ name: 'Safe' }])
})

const maker = newMaker({ seed: 'known' })
const aaguid = 'ab'.repeat(16)
const BOUND = FLAG.UP | FLAG.UV
const COPYABLE = BOUND | FLAG.BE

const registered = async (given: {
  flags?: number
  attest?: ReturnType<typeof maker.attestation>
  roots?: readonly string[]
}) => {
  const { flags = BOUND, roots = [maker.root], attest } = given
  const challenge = encodeBase64url(hexToBytes(randomHex(32)))
  const device = newAuthenticator({ aaguid })
  const response = device.register({ ...here(), challenge, flags, attest })
  const made = await verifyRegistration({ response, challenge, place: place(), roots })
  if (isRefusal(made)) return made.code
  const { attestationObject: attestation } = response.response
  return deviceBinding({ isDeviceBound: made.isDeviceBound, attestation })
}

test('a key is bound to its device where a maker who is known says so, and nothing may copy it', async () => {
  const attest = maker.attestation({ aaguid })
  expect(await registered({ attest })).toBe('attested')
  expect(await registered({ attest, flags: COPYABLE })).toBe('copyable')
  expect(await registered({})).toBe('no-attestation')
  expect(await registered({ flags: COPYABLE })).toBe('copyable')
})

test('without a root, or with another maker’s, no key is bound to its device', async () => {
  const attest = maker.attestation({ aaguid })
  expect(await registered({ attest, roots: [] })).toBe('unknown-maker')
  const stranger = newMaker({ seed: 'stranger' })
  expect(await registered({ attest, roots: [stranger.root] })).toBe('unknown-maker')
  expect(await registered({ attest, roots: [stranger.root, maker.root] })).toBe('attested')
})

test('a maker’s word about another model is no word', async () => {
  const attest = maker.attestation({ aaguid: 'cd'.repeat(16) })
  expect(await registered({ attest })).toBe('signature-invalid')
})
