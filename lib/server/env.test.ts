// Guarantees of the settings: every one that is missing or wrong is named, all at once.
import { expect, test } from 'vitest'
import { readSettings } from './env'

const complete = {
  DATABASE_URL: 'postgresql://ballast_app:x@localhost/ballast',
  AUTH_SECRET: 'x'.repeat(32),
  OIDC_ISSUER: 'https://id.example',
  OIDC_CLIENT_ID: 'ballast',
  OIDC_CLIENT_SECRET: 'x',
  CONSOLE_ORIGIN: 'https://console.example',
  PUBLIC_ORIGIN: 'https://transparency.example',
  VENUE_NAME: 'Example venue',
  BALLAST_ENV: 'production',
  FOUNDING_OFFICERS: '[{"sub":"u1","name":"Head of risk","roles":["analyst"]}]',
}

test('reads a complete environment, with an empty local endpoint as absent', () => {
  const settings = readSettings({ ...complete, NEON_LOCAL_ENDPOINT: '' })
  expect(settings.NEON_LOCAL_ENDPOINT).toBeUndefined()
  expect(settings.FOUNDING_OFFICERS[0]?.roles).toEqual(['analyst'])
})

test.each([
  ['DATABASE_URL', 'mysql://x', 'expected a PostgreSQL connection string'],
  ['AUTH_SECRET', 'short', 'expected at least 32 characters'],
  ['CONSOLE_ORIGIN', 'https://console.example/path', 'expected an origin without a path'],
  ['BALLAST_ENV', 'staging', 'demo'],
  ['FOUNDING_OFFICERS', 'nobody', 'expected a JSON array'],
  ['FOUNDING_OFFICERS', '[{"sub":"u1","name":"x","roles":["owner"]}]', 'approver'],
])('refuses %s = %s by name', (name, value, reason) => {
  expect(() => readSettings({ ...complete, [name]: value })).toThrow(
    new RegExp(`${name}.*${reason}`),
  )
})

test('names every missing setting in one message', () => {
  const names = Object.keys(complete).sort()
  const missing = () => readSettings({})
  for (const name of names) expect(missing).toThrow(new RegExp(`${name}: expected`))
})
