// The software passkey: an independent library accepts what it says.
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import { expect, it } from 'vitest'
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
