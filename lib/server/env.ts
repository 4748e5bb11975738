// Every setting of the product, checked once and named in a sentence when it is missing or wrong.
import 'server-only'
import * as z from 'zod'
import { ROLES } from '@/lib/domain/officer'

const origin = z
  .url('expected an address such as http://localhost:3000')
  .refine((text) => new URL(text).origin === text, 'expected an origin without a path')

const foundingOfficers = z
  .string()
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
      }),
    ),
  )

const settings = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'expected a PostgreSQL connection string'),
  NEON_LOCAL_ENDPOINT: origin.optional(),
  AUTH_SECRET: z.string().min(32, 'expected at least 32 characters'),
  OIDC_ISSUER: z.url('expected the address of the identity provider'),
  OIDC_CLIENT_ID: z.string().min(1),
  OIDC_CLIENT_SECRET: z.string().min(1),
  CONSOLE_ORIGIN: origin,
  PUBLIC_ORIGIN: origin,
  VENUE_NAME: z.string().min(1).max(100),
  BALLAST_ENV: z.enum(['demo', 'production', 'test']),
  FOUNDING_OFFICERS: foundingOfficers,
})
export type Settings = z.infer<typeof settings>

export const readSettings = (source: Record<string, string | undefined>): Settings => {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(present)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`The environment is not complete; see .env.example.\n${lines.join('\n')}`)
}

let cached: Settings | undefined
/** Read at the first request, because an isolate has no environment before one. */
export const env = (): Settings => (cached ??= readSettings(process.env))

export const version = '0.1.0'
/** Digest of the sources that this build was made from. */
export const buildDigest = (): string => process.env['BALLAST_BUILD'] ?? '0'.repeat(64)
export const isPublicHost = (host: string | null): boolean =>
  host === new URL(env().PUBLIC_ORIGIN).host
export const isConsoleHost = (host: string | null): boolean =>
  host === new URL(env().CONSOLE_ORIGIN).host
