// Sign-in by OpenID Connect and nothing else; the session itself lives in the database.
import 'server-only'
import NextAuth, { type NextAuthResult } from 'next-auth'
import { headers } from 'next/headers'
import type { NextRequest } from 'next/server'
import { cache } from 'react'
import { endSession, officerOfSession } from '@/db/officer'
import { database } from './database'
import { env, isOwnHost } from './env'
import { logFault } from './diagnostics'
import { isAdmitted, type Officer, openSession, toOfficer } from './officer'
import { limited, type Limited, senderOf } from './rate-limit'
import { answerHeaders } from './security-headers'
import { cookiesOf } from './session-cookie'

const IDLE_MINUTES = 15
const ABSOLUTE_HOURS = 12

const auth: NextAuthResult = NextAuth(() => ({
  trustHost: true,
  cookies: cookiesOf(env().CONSOLE_ORIGIN),
  secret: env().AUTH_SECRET,
  session: { strategy: 'jwt', maxAge: ABSOLUTE_HOURS * 3600 },
  pages: { signIn: '/sign-in', error: '/sign-in' },
  // The library's own messages quote queries with their parameters.
  logger: {
    error: (error) => logFault('officer.signed-in', '', error),
    warn: () => undefined,
    debug: () => undefined,
  },
  providers: [
    {
      id: 'oidc',
      name: 'Identity provider',
      type: 'oidc',
      issuer: env().OIDC_ISSUER,
      clientId: env().OIDC_CLIENT_ID,
      clientSecret: env().OIDC_CLIENT_SECRET,
      checks: ['pkce', 'state', 'nonce'],
      authorization: { params: { scope: 'openid' } },
      profile: (profile: { sub: string }) => ({ id: profile.sub }),
    },
  ],
  callbacks: {
    // Without auth_time nobody can say how fresh a login is, so nobody gets in.
    signIn: ({ account, profile }) =>
      typeof profile?.['auth_time'] === 'number' &&
      isAdmitted({ issuer: env().OIDC_ISSUER, subject: account?.providerAccountId ?? '' }),
    // The cookie carries the number of a session and nothing else.
    jwt: async ({ token, account, profile }) => {
      if (!account) return token
      const sessionId = await openSession({
        issuer: env().OIDC_ISSUER,
        subject: account.providerAccountId,
        authenticatedAt: authenticatedAt(profile),
      })
      return sessionId === undefined ? null : { sessionId }
    },
    session: ({ session, token }) => ({ expires: session.expires, sessionId: token['sessionId'] }),
  },
}))

const authenticatedAt = (profile: Record<string, unknown> | undefined): string =>
  new Date(Number(profile?.['auth_time']) * 1000).toISOString()

export const { signIn, signOut } = auth

/** The one address of the library that is served: where the identity provider sends people back to. */
export const receiveSignIn = async (request: NextRequest): Promise<Response> => {
  const isCallback = request.nextUrl.pathname === '/api/auth/callback/oidc'
  if (!isCallback || !isOwnHost(request)) return new Response('Not found', { status: 404 })
  const sender = senderOf(request)
  const limit = await database().once((db) => limited(db, { rate: 'sign-in', sender }))
  if (limit) return refusedSignIn(limit)
  // A person who signs in as somebody else leaves no session behind.
  await closeSession()
  return auth.handlers.GET(request)
}

/** The officer behind this request, or null; asked of the database every time, once per rendering. */
export const currentOfficer = cache(async (): Promise<Officer | null> => {
  const sessionId = await sessionIdOf()
  if (sessionId === undefined) return null
  // A page that asks for news by itself does not keep the session of somebody who left alive.
  const isBackground = (await headers()).has('x-background')
  const limits = { idleMinutes: IDLE_MINUTES, absoluteHours: ABSOLUTE_HOURS }
  const asked = { sessionId, ...limits, isBackground }
  const row = await database().read((db) => officerOfSession(db, asked))
  return row ? toOfficer(row) : null
})

export const closeSession = async (): Promise<void> => {
  const sessionId = await sessionIdOf()
  if (sessionId !== undefined) await database().transact((tx) => endSession(tx, sessionId))
}

const sessionIdOf = async (): Promise<string | undefined> => {
  const session: unknown = await auth.auth()
  const id =
    typeof session === 'object' && session && 'sessionId' in session ? session.sessionId : undefined
  return typeof id === 'string' ? id : undefined
}

/** What a person reads instead of the way to the identity provider. */
export const refusedSignIn = ({ refusal, retryAfter }: Limited): Response =>
  new Response(refusal.sentence, {
    status: 429,
    headers: { ...answerHeaders, 'retry-after': String(retryAfter) },
  })
