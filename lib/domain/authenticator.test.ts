// The software passkey: an independent library accepts what it says.
import {
  SettingsService,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { afterEach, expect, it } from 'vitest'
import { newMaker } from './authenticator-maker.example'
import { FLAG, newAuthenticator } from './authenticator.example'
import { encodeBase64url } from './base64'

const place = { origin: 'https://console.example.com', rpId: 'console.example.com' }
const challenge = '07'.repeat(32)
const expected = {
  expectedChallenge: encodeBase64url(new Uint8Array(32).fill(7)),
  expectedOrigin: place.origin,
  expectedRPID: place.rpId,
}

it.each([-7, -8] as const)(
  'with algorithm %i enrols a key and signs with it',
  async (algorithm) => {
    const passkey = newAuthenticator({ algorithm, aaguid: 'ab'.repeat(16), seed: 'one' })
    const answer = passkey.register({
      ...{ ...place, challenge: expected.expectedChallenge },
      flags: FLAG.UP | FLAG.UV | FLAG.BE,
    })
    const enrolled = await verifyRegistrationResponse({ ...expected, response: answer })
    if (!enrolled.verified) throw new Error('expected an enrolment')
    const { credential, credentialDeviceType } = enrolled.registrationInfo
    expect(credential.id).toBe(passkey.credentialId)
    expect(credentialDeviceType).toBe('multiDevice')
    expect(Buffer.from(credential.publicKey).toString('hex')).toBe(passkey.publicKey)

    const { credentialId: id, ...response } = passkey.assert({ ...place, challenge, counter: 3 })
    const signed = await verifyAuthenticationResponse({
      ...{ ...expected, credential },
      response: { id, rawId: id, type: 'public-key', response, clientExtensionResults: {} },
    })
    expect(signed).toMatchObject({ verified: true, authenticationInfo: { newCounter: 3 } })
  },
)

it('has the same keys for the same seed, and others for another', () => {
  const keys = ['one', 'one', 'two'].map((seed) => newAuthenticator({ seed }).publicKey)
  expect(keys[0]).toBe(keys[1])
  expect(new Set([...keys, newAuthenticator().publicKey, newAuthenticator().publicKey]).size).toBe(
    4,
  )
})

const aaguid = 'ab'.repeat(16)
const model = 'abababab-abab-abab-abab-abababababab'
const maker = newMaker({ seed: 'one' })
const attested = (by: { root: string; attest: ReturnType<typeof maker.attestation> }) => {
  SettingsService.setRootCertificates({ identifier: 'packed', certificates: [by.root] })
  const answer = newAuthenticator({ aaguid, seed: 'bound' }).register({
    ...{ ...place, challenge: expected.expectedChallenge, attest: by.attest },
  })
  return verifyRegistrationResponse({ ...expected, response: answer })
}
afterEach(() => {
  SettingsService.setRootCertificates({ identifier: 'packed', certificates: [] })
})

it('is attested by the maker whose root is trusted', async () => {
  const attest = maker.attestation({ aaguid })
  await expect(attested({ root: maker.root, attest })).resolves.toMatchObject({
    verified: true,
    registrationInfo: { fmt: 'packed', aaguid: model },
  })
})

it('is not attested by another maker, nor as another model', async () => {
  const stranger = newMaker({ seed: 'two' }).attestation({ aaguid })
  await expect(attested({ root: maker.root, attest: stranger })).rejects.toThrow(/trust anchor/)
  const other = maker.attestation({ aaguid: 'cd'.repeat(16) })
  await expect(attested({ root: maker.root, attest: other })).rejects.toThrow(/aaguid/i)
})

it('attests nothing once the enrolment is changed', async () => {
  const attest = maker.attestation({ aaguid })
  const changed: typeof attest = ({ authData, clientDataHash }) =>
    attest({ authData: authData.map((byte, at) => (at === 36 ? 1 : byte)), clientDataHash })
  await expect(attested({ root: maker.root, attest: changed })).resolves.toEqual({
    verified: false,
  })
})
