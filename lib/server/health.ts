// What a watchdog asks: database, migrations, clock, and the runtime that answers.
import 'server-only'
import * as z from 'zod'
import { expectedMigrations, health } from '@/db/health'
import { database } from './database'
import { isPublicHost } from './env'
import { answerHeaders } from './security-headers'

const MAX_SKEW_SECONDS = 5

export const healthReport = z.object({
  status: z.enum(['ok', 'failing']),
  runtime: z.enum(['node', 'workerd']),
  database: z.enum(['ok', 'unreachable']),
  migrations: z.object({ applied: z.number().int(), expected: z.number().int() }),
  clock: z.object({ now: z.string(), skewSeconds: z.number().nullable() }),
})
export type HealthReport = z.infer<typeof healthReport>

/** Answers 503 when something is wrong; holds nothing that a stranger could use. */
export const answerHealth = async (request: Request): Promise<Response> => {
  if (isPublicHost(request.headers.get('host'))) return new Response('Not found', { status: 404 })
  const report = await checkHealth()
  const status = report.status === 'ok' ? 200 : 503
  return Response.json(report, { status, headers: answerHeaders })
}

const checkHealth = async (): Promise<HealthReport> => {
  const row = await database()
    .read(health, 3)
    .catch(() => undefined)
  const skewSeconds = row ? Math.abs(Date.parse(row.now) - Date.now()) / 1000 : null
  const isFine =
    row?.applied === expectedMigrations && skewSeconds !== null && skewSeconds <= MAX_SKEW_SECONDS
  return {
    status: isFine ? 'ok' : 'failing',
    runtime: runtimeName(),
    database: row ? 'ok' : 'unreachable',
    migrations: { applied: row?.applied ?? 0, expected: expectedMigrations },
    clock: { now: `${new Date().toISOString().slice(0, 19)}Z`, skewSeconds },
  }
}

const runtimeName = (): 'node' | 'workerd' =>
  typeof navigator !== 'undefined' && navigator.userAgent === 'Cloudflare-Workers'
    ? 'workerd'
    : 'node'
