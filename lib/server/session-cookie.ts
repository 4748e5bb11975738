// Names and terms of the cookies that a sign-in leaves.
import 'server-only'

/**
 * Bound to this one host. Over https by a prefix that the browser enforces; a machine of one's own
 * speaks http, where that prefix is refused.
 */
export const cookiesOf = (origin: string) => {
  const secure = origin.startsWith('https:')
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  const named = (name: string) => ({ name: `${secure ? '__Host-' : ''}ballast.${name}`, options })
  const brief = (name: string) => ({ ...named(name), options: { ...options, maxAge: 900 } })
  return {
    sessionToken: named('session'),
    callbackUrl: named('callback'),
    csrfToken: named('csrf'),
    pkceCodeVerifier: brief('pkce'),
    state: brief('state'),
    nonce: named('nonce'),
  }
}
