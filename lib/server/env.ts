// Every setting of the product, checked once and named in a sentence when it is missing or wrong.
import 'server-only'
import * as z from 'zod'
import { parseVerifierKey } from '@/lib/domain/log-note'
import { ROLES } from '@/lib/domain/officer'

/** A text setting; absent, it says what was expected instead of a type. */
const required = (what: string) => z.string({ error: `expected ${what}` })

const origin = z
  .url('expected an address such as http://localhost:3000')
  .refine((text) => new URL(text).origin === text, 'expected an origin without a path')

const foundingOfficers = required('a JSON array of {sub, name, roles}')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'expected a JSON array of {sub, name, roles}' })
      return z.NEVER
    }
  })
  .pipe(
    z.array(
      z.object({
        sub: z.string().min(1),
        name: z.string().min(1),
        roles: z.array(z.enum(ROLES)).min(1),
        group: z
          .string()
          .regex(/^[a-z][a-z0-9-]{0,31}$/, 'expected a group such as risk')
          .default('risk'),
      }),
    ),
  )

/** 32 bytes that only this deployment knows, as `openssl rand -hex 32` prints them. */
const secretBytes = (what: string) =>
  required(`${what}: 64 hexadecimal digits`).regex(
    /^[0-9a-f]{64}$/,
    `expected ${what}: 64 hexadecimal digits`,
  )
const token = (what: string) =>
  required(`${what}: at least 32 random characters`).min(
    32,
    `expected ${what}: at least 32 random characters`,
  )

const logKeys = required("the log's verifier keys, separated by commas")
  .transform((text) => text.split(',').map((key) => key.trim()))
  .pipe(z.array(z.string().superRefine((vkey, context) => refuseKey(vkey, context))))

const PEM = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g

/** Certificates one after the other, as a bundle has them. */
const certificates = z
  .string()
  .transform((text) => text.match(PEM) ?? [])
  .refine((found) => found.length > 0, 'expected certificates in PEM')

const refuseKey = (vkey: string, context: z.RefinementCtx): void => {
  const key = parseVerifierKey(vkey)
  const isNote = !('problem' in key) && key.use === 'note'
  if (isNote) return
  const message = 'problem' in key ? key.problem : 'expected keys of the log, not of witnesses'
  context.addIssue({ code: 'custom', message })
}

const settings = z.object({
  DATABASE_URL: required('a PostgreSQL connection string').regex(
    /^postgres(ql)?:\/\//,
    'expected a PostgreSQL connection string',
  ),
  NEON_LOCAL_ENDPOINT: origin.optional(),
  AUTH_SECRET: required('at least 32 random characters').min(32, 'expected at least 32 characters'),
  OIDC_ISSUER: z.url('expected the address of the identity provider'),
  OIDC_CLIENT_ID: required('the client that is registered at the identity provider').min(1),
  OIDC_CLIENT_SECRET: required('the secret of that client').min(1),
  CONSOLE_ORIGIN: origin,
  PUBLIC_ORIGIN: origin,
  VENUE_NAME: required('the name of the venue').min(1).max(100),
  BALLAST_ENV: z.enum(['demo', 'production', 'test'], {
    error: 'expected demo, production or test',
  }),
  BALLAST_BUILD: required('64 hexadecimal digits')
    .regex(/^[0-9a-f]{64}$/, 'expected 64 hexadecimal digits')
    .default('0'.repeat(64)),
  FOUNDING_OFFICERS: foundingOfficers,
  LOG_SIGNER_URL: origin,
  LOG_SIGNER_TOKEN: token('the token of the log signer'),
  LOG_KEYS: logKeys,
  STATEMENT_KEY: secretBytes('the key that signs statements'),
  SECRETS_KEY: secretBytes('the key of what is encrypted at rest'),
  UPKEEP_TOKEN: token('the token of the upkeep'),
  ATTESTATION_ROOTS: certificates.default([]),
  PAGER_URL: z.url('expected the address of a pager, such as an incoming webhook').optional(),
})
// A key speaks for one log, and the log's name follows from the public address.
const consistent = settings.refine(
  ({ LOG_KEYS, PUBLIC_ORIGIN }) =>
    LOG_KEYS.every((key) => key.startsWith(`${new URL(PUBLIC_ORIGIN).host}/log+`)),
  { path: ['LOG_KEYS'], error: 'expected keys named <host of PUBLIC_ORIGIN>/log' },
)
export type Settings = z.infer<typeof settings>

export const readSettings = (source: Record<string, string | undefined>): Settings => {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = consistent.safeParse(present)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment is not complete; see .env.example.\n${lines.join('\n')}`)
}

let cached: Settings | undefined
/** Read at the first request, because an isolate has no environment before one. */
export const env = (): Settings => (cached ??= readSettings(process.env))

export const version = '0.1.0'
/** Digest of the sources that this build was made from; zeros where nobody said. */
export const buildDigest = (): string => env().BALLAST_BUILD
export const isPublicHost = (host: string | null): boolean =>
  host === new URL(env().PUBLIC_ORIGIN).host
/** Asked at the console's host, and no proxy in between claims another. */
export const isOwnHost = (request: Request): boolean => {
  const forwarded = request.headers.get('x-forwarded-host')
  return (
    isConsoleHost(request.headers.get('host')) && (forwarded === null || isConsoleHost(forwarded))
  )
}
export const isConsoleHost = (host: string | null): boolean =>
  host === new URL(env().CONSOLE_ORIGIN).host
