// An OpenID provider on this machine in place of the company's: no passwords, one click a person.
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Configuration, Provider } from 'oidc-provider'
import type { Person } from './people'

export type IdentityProviderOptions = {
  port: number
  consoleOrigin: string
  clientSecret: string
  people: readonly Person[]
}
export type IdentityProvider = { issuer: string; stop: () => Promise<void> }

export const startIdentityProvider = async (
  options: IdentityProviderOptions,
): Promise<IdentityProvider> => {
  const issuer = `http://localhost:${options.port}`
  const provider = await createProvider(issuer, options)
  const protocol = provider.callback()
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/interaction/')) {
      void signIn(provider, options.people, { request, response })
      return
    }
    forgetSession(request)
    void protocol(request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { issuer, stop }
}

const createProvider = async (
  issuer: string,
  options: IdentityProviderOptions,
): Promise<Provider> => {
  const { warn } = console
  // Its warnings are for production servers; this one forgets everything on purpose.
  console.warn = () => undefined
  try {
    const { Provider, interactionPolicy } = await import('oidc-provider')
    const policy = interactionPolicy.base()
    policy.remove('consent')
    return new Provider(issuer, configuration(options, policy))
  } finally {
    console.warn = warn
  }
}

type Policy = NonNullable<NonNullable<Configuration['interactions']>['policy']>

const configuration = (options: IdentityProviderOptions, policy: Policy): Configuration => {
  return {
    clients: [client(options)],
    findAccount: (_, sub) => {
      const person = options.people.find((one) => one.sub === sub)
      if (!person) return undefined
      return { accountId: sub, claims: () => ({ sub, name: person.name }) }
    },
    loadExistingGrant: async (ctx) => {
      const { provider, session, client: asking } = ctx.oidc
      if (!session?.accountId || !asking) return undefined
      const { accountId } = session
      const grant = new provider.Grant({ accountId, clientId: asking.clientId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    claims: { openid: ['sub'], profile: ['name'] },
    // The name comes with the ID token, as from most companies' providers.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { policy, url: (_, { uid }) => `/interaction/${uid}` },
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(24).toString('hex')] },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 3600,
      Interaction: 3600,
      Session: 3600,
    },
  }
}

const client = ({ clientSecret, consoleOrigin }: IdentityProviderOptions) => ({
  client_id: 'ballast',
  client_secret: clientSecret,
  redirect_uris: [`${consoleOrigin}/api/auth/callback/oidc`],
  post_logout_redirect_uris: [`${consoleOrigin}/`, `${consoleOrigin}/sign-in`],
  require_auth_time: true,
})

const signingKey = () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'local' }
}

/** Every request for a sign-in starts without a session, so that changing people always works. */
const forgetSession = (request: IncomingMessage): void => {
  if (!request.url?.startsWith('/auth')) return
  const kept = (request.headers.cookie ?? '')
    .split('; ')
    .filter((cookie) => !/^_session(\.|=)/.test(cookie))
  request.headers.cookie = kept.join('; ')
}

type Exchange = { request: IncomingMessage; response: ServerResponse }

const signIn = async (
  provider: Provider,
  people: readonly Person[],
  { request, response }: Exchange,
): Promise<void> => {
  try {
    const { params } = await provider.interactionDetails(request, response)
    const sub = request.method === 'POST' ? await chosenPerson(request) : params['login_hint']
    const person = people.find((one) => one.sub === sub)
    if (!person) {
      sendPage(response, choicePage(people))
      return
    }
    const login = { accountId: person.sub }
    await provider.interactionFinished(request, response, { login })
  } catch {
    sendPage(response, page('<p>This sign-in has expired. Go back and sign in again.</p>'))
  }
}

const chosenPerson = async (request: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = []
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8')).get('sub')
}

const sendPage = (response: ServerResponse, html: string): void => {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(html)
}

const choicePage = (people: readonly Person[]): string => {
  const buttons = people.map(
    ({ sub, name }) => `<li><button name="sub" value="${sub}">${name}</button>`,
  )
  return page(`<form method="post"><ul>${buttons.join('')}</ul></form>`)
}

const page = (content: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Local identity provider</title>
<style>body{font:1rem/1.5 system-ui;max-width:24rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}
ul{list-style:none;padding:0}button{font:inherit;width:100%;padding:.6rem;margin:.2rem 0;text-align:left}</style>
<h1>Who signs in?</h1>${content}</html>`
