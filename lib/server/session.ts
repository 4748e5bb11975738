// Sign-in by OpenID Connect and nothing else; the session itself lives in the database.
import 'server-only'
import NextAuth, { type NextAuthResult } from 'next-auth'
import { cache } from 'react'
import { endSession, officerOfSession } from '@/db/officer'
import { database } from './database'
import { env } from './env'
import { isAdmitted, type Officer, openSession, toOfficer } from './officer'

const IDLE_MINUTES = 15
const ABSOLUTE_HOURS = 12

const auth: NextAuthResult = NextAuth(() => ({
  trustHost: true,
  secret: env().AUTH_SECRET,
  session: { strategy: 'jwt', maxAge: ABSOLUTE_HOURS * 3600 },
  pages: { signIn: '/sign-in', error: '/sign-in' },
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
    signIn: ({ account }) =>
      isAdmitted({ issuer: env().OIDC_ISSUER, subject: account?.providerAccountId ?? '' }),
    // The cookie carries the number of a session and nothing else.
    jwt: async ({ token, account, profile }) => {
      if (!account) return token
      const authTime = Number(profile?.['auth_time'] ?? Date.now() / 1000)
      const sessionId = await openSession({
        issuer: env().OIDC_ISSUER,
        subject: account.providerAccountId,
        authenticatedAt: new Date(authTime * 1000).toISOString(),
      })
      return sessionId === undefined ? null : { sessionId }
    },
    session: ({ session, token }) => ({ expires: session.expires, sessionId: token['sessionId'] }),
  },
}))

export const { handlers, signIn, signOut } = auth

/** The officer behind this request, or null; asked of the database every time, once per rendering. */
export const currentOfficer = cache(async (): Promise<Officer | null> => {
  const sessionId = await sessionIdOf()
  if (sessionId === undefined) return null
  const limits = { sessionId, idleMinutes: IDLE_MINUTES, absoluteHours: ABSOLUTE_HOURS }
  const row = await database().read((db) => officerOfSession(db, limits))
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
