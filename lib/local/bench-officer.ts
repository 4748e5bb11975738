// A person of the measurements: signs in over plain HTTP, enrols a key in software, and signs with it.
import { type APIRequestContext, request } from '@playwright/test'
import { type Authenticator, newAuthenticator } from '@/lib/domain/authenticator.example'
import type { Stack } from './stack'

export type Officer = {
  context: APIRequestContext
  get: (path: string) => Promise<string>
  post: <Answer>(path: string, body: object) => Promise<Answer>
}
export type Signer = Officer & { authenticator: Authenticator; place: Place }
type Place = { origin: string; rpId: string }

/** Signs a person in over plain HTTP, as the sign-in page's form does. */
export const signIn = async (stack: Stack, person: string): Promise<Officer> => {
  const context = await request.newContext({
    baseURL: stack.origin,
    extraHTTPHeaders: { origin: stack.origin },
  })
  await context.post('/sign-in/start', { form: { person } })
  const checked = async (path: string, response: Awaited<ReturnType<APIRequestContext['get']>>) => {
    if (response.ok()) return response.text()
    throw new Error(`${path} answered ${response.status()}: ${await response.text()}`)
  }
  return {
    context,
    get: async (path) => checked(path, await context.get(path)),
    post: async <Answer>(path: string, body: object) => {
      const headers = { 'idempotency-key': crypto.randomUUID() }
      const response = await context.post(path, { data: body, headers, timeout: 300_000 })
      return JSON.parse(await checked(path, response)) as Answer
    },
  }
}

/** Signs a founding officer in and puts a key of his in force, as the first start asks. */
export const enrol = async (stack: Stack, person: string): Promise<Signer> => {
  const officer = await signIn(stack, person)
  const place = { origin: stack.origin, rpId: new URL(stack.origin).hostname }
  const authenticator = newAuthenticator()
  const { ceremonyId, options } = await officer.post<Begun>('/api/keys/ceremonies', {})
  const response = authenticator.register({ challenge: options.challenge, ...place })
  await officer.post('/api/keys', { ceremonyId, name: 'measured', response })
  return { ...officer, authenticator, place }
}

type Begun = { ceremonyId: string; options: { challenge: string } }

export type Signing = {
  subjectType: 'clawback' | 'policy' | 'officers'
  subjectId: string
  revision: number
  decision: 'propose' | 'approve'
}
export type Prepared = { challengeId: string; challenge: string }

export const prepareSigning = (signer: Signer, signing: Signing): Promise<Prepared> =>
  signer.post('/api/signoffs/statement', {
    ...signing,
    reason: '',
    credentialId: signer.authenticator.credentialId,
  })

export const recordSigning = (
  { post, authenticator, place }: Signer,
  { challengeId, challenge }: Prepared,
): Promise<{ state: string }> => {
  const evidence = authenticator.assert({ challenge, ...place })
  return post('/api/signoffs', { challengeId, evidence: { kind: 'passkey', ...evidence } })
}
