// The sign-in as the console performs it: code flow, PKCE, state and nonce.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startIdentityProvider, type IdentityProvider } from './identity-provider'
import { people } from './people'
import { anyFreePorts } from './port'

const consoleOrigin = 'http://localhost:3999'
const redirectUri = `${consoleOrigin}/api/auth/callback/oidc`
const verifier = 'v'.repeat(43)
let provider: IdentityProvider

beforeAll(async () => {
  const [port = 0] = await anyFreePorts(1)
  provider = await startIdentityProvider({ port, consoleOrigin, clientSecret: 'secret', people })
})
afterAll(() => provider.stop())

test('signs in the person of the hint, with name and time of authentication', async () => {
  const claims = await claimsOf(await codeFor(new Map(), { login_hint: 'approver' }))
  expect(claims).toMatchObject({ sub: 'approver', name: 'Approver', nonce: 'n', aud: 'ballast' })
  expect(claims['auth_time']).toBeTypeOf('number')
})

test('lets a new hint win over the session of somebody else', async () => {
  const cookies = new Map<string, string>()
  await claimsOf(await codeFor(cookies, { login_hint: 'analyst' }))
  const code = await codeFor(cookies, { login_hint: 'auditor', prompt: 'login' })
  expect(await claimsOf(code)).toMatchObject({ sub: 'auditor' })
})

test('offers everybody as a button when there is no hint', async () => {
  const cookies = new Map<string, string>()
  const { url, text } = await follow(authorization({}), cookies)
  for (const { name } of people) expect(text).toContain(`>${name}</button>`)
  const body = new URLSearchParams({ sub: 'publisher' })
  const chosen = await follow(url, cookies, { method: 'POST', body })
  expect(await claimsOf(chosen.code)).toMatchObject({ sub: 'publisher' })
})

test('refuses a request without a code challenge', async () => {
  const url = new URL(authorization({ login_hint: 'analyst' }))
  url.searchParams.delete('code_challenge')
  url.searchParams.delete('code_challenge_method')
  const { url: end } = await follow(url.href, new Map())
  expect(new URL(end).searchParams.get('error')).toBe('invalid_request')
})

type Cookies = Map<string, string>

const codeFor = async (cookies: Cookies, extra: Record<string, string>): Promise<string | null> =>
  (await follow(authorization(extra), cookies)).code

const authorization = (extra: Record<string, string>): string => {
  const query = new URLSearchParams({
    client_id: 'ballast',
    response_type: 'code',
    scope: 'openid profile',
    redirect_uri: redirectUri,
    state: 's',
    nonce: 'n',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...extra,
  })
  return `${provider.issuer}/auth?${query.toString()}`
}

/** Follows redirects as a browser does, up to a page or the console's own address. */
const follow = async (start: string, cookies: Cookies, first: RequestInit = {}) => {
  let url = start
  let init = first
  for (;;) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } })
    init = {}
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) return { url, text: await response.text(), code: null }
    url = new URL(location, url).href
    if (!url.startsWith(provider.issuer)) {
      return { url, text: '', code: new URL(url).searchParams.get('code') }
    }
  }
}

const claimsOf = async (code: string | null): Promise<Record<string, unknown>> => {
  const response = await fetch(`${provider.issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('ballast:secret')}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: code ?? '',
      redirect_uri: redirectUri,
      code_verifier: verifier,
    }),
  })
  const { id_token: token } = (await response.json()) as { id_token?: string }
  const payload = Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString('utf8')
  return JSON.parse(payload) as Record<string, unknown>
}
