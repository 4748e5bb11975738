// The browser's dialogue with an authenticator, and a sentence for each way in which it ends badly.
import { encodeBase64url } from '@/lib/domain/base64'
import type { PasskeyEvidence } from '@/lib/domain/signoff-evidence'
import type { BegunEnrolment, RegistrationResponse } from '@/lib/wire/passkey'
import { RequestProblem } from './request'

/** Makes a key on an authenticator that this person chooses. */
export const makeKey = async (options: BegunEnrolment['options']): Promise<RegistrationResponse> =>
  ceremony({ timeout: options.timeout, ...ENROLMENT }, async () => {
    const { startRegistration } = await import('@simplewebauthn/browser')
    const made = await startRegistration({ optionsJSON: options })
    const { clientDataJSON, attestationObject, transports } = made.response
    return {
      id: made.id,
      rawId: made.rawId,
      type: 'public-key',
      response: { clientDataJSON, attestationObject, ...(transports ? { transports } : {}) },
    }
  })

/** Has one key sign a challenge (hex), with its user verified. */
export const askKey = async (asked: {
  challenge: string
  rpId: string
  credentialId: string
  transports: readonly string[]
}): Promise<PasskeyEvidence> =>
  ceremony({ timeout: SIGNING_MILLISECONDS, ...SIGNING }, async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser')
    const { credentialId, transports, rpId } = asked
    const { id, response } = await startAuthentication({
      optionsJSON: {
        challenge: encodeBase64url(bytesOf(asked.challenge)),
        rpId,
        timeout: SIGNING_MILLISECONDS,
        userVerification: 'required',
        // Browsers pass over transports that they do not know.
        allowCredentials: [
          { id: credentialId, type: 'public-key', transports: [...transports] as never[] },
        ],
      },
    })
    const { authenticatorData, clientDataJSON, signature } = response
    return { credentialId: id, authenticatorData, clientDataJSON, signature }
  })

// Browsers say one and the same of a dialogue that was closed and of an authenticator that could not.
const ENROLMENT = {
  closed: 'The dialogue was closed, or the authenticator could not check who you are.',
  ending: 'Nothing was enrolled.',
}
const SIGNING = {
  closed:
    'The dialogue was closed, or no authenticator at hand holds this passkey and could check who you are.',
  ending: 'Nothing was signed.',
}

// A statement may be signed for five minutes, part of which has passed when the dialogue opens.
const SIGNING_MILLISECONDS = 240_000

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

const ceremony = async <Answer>(
  { timeout, closed, ending }: typeof SIGNING & { timeout: number },
  run: () => Promise<Answer>,
): Promise<Answer> => {
  const missing = missingSupport()
  if (missing !== undefined) throw problem('no-passkeys', missing, ending)
  const began = performance.now()
  try {
    return await run()
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    const isLate = performance.now() - began > timeout - 1_000
    const refusal = isLate ? LATE : closed
    throw problem('passkey-failed', name === REFUSED ? refusal : sentenceOf(name), ending)
  }
}

const problem = (code: string, sentence: string, ending: string) =>
  new RequestProblem({ code, sentence: `${sentence} ${ending}` })

/** Why this browser has no passkeys to offer here; undefined where it has. */
const missingSupport = (): string | undefined => {
  if (!window.isSecureContext)
    return 'This page did not come over a secure connection, and browsers lend no passkeys to such a page: open the console at its https address.'
  return typeof window.PublicKeyCredential === 'function'
    ? undefined
    : 'This browser knows no passkeys: use a current one.'
}

const REFUSED = 'NotAllowedError'
const LATE = 'The passkey was not used in time: begin again when it is at hand.'

const SENTENCES = new Map([
  ['AbortError', 'The dialogue was closed because another one was opened.'],
  [
    'InvalidStateError',
    'This authenticator holds a key of yours already: a second key belongs on another device.',
  ],
  [
    'ConstraintError',
    'This authenticator cannot check who uses it: set a PIN, a finger or a face on it first, or take another.',
  ],
  ['NotSupportedError', 'This authenticator makes no keys of a kind that is used here.'],
  ['SecurityError', 'The browser refuses passkeys at this address: open the console at its own.'],
])

const sentenceOf = (name: string): string =>
  SENTENCES.get(name) ?? 'The authenticator failed: try again, or use your other key.'
