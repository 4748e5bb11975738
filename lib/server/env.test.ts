// Guarantees of the settings: every one that is missing or wrong is named, all at once.
import { expect, test } from 'vitest'
import { formatVerifierKey } from '@/lib/domain/log-note'
import { readSettings } from './env'

const keyOf = (name: string, byte: number, use: 'note' | 'cosignature' = 'note') =>
  formatVerifierKey({ name, use, publicKey: new Uint8Array(32).fill(byte) })
const logName = 'transparency.example/log'

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
  LOG_SIGNER_URL: 'https://signer.example',
  LOG_SIGNER_TOKEN: 'x'.repeat(32),
  LOG_KEYS: keyOf(logName, 1),
  STATEMENT_KEY: '0'.repeat(64),
  SECRETS_KEY: '1'.repeat(64),
  UPKEEP_TOKEN: 'x'.repeat(32),
}

test('reads a complete environment, with an empty local endpoint as absent', () => {
  const settings = readSettings({ ...complete, NEON_LOCAL_ENDPOINT: '' })
  expect(settings.NEON_LOCAL_ENDPOINT).toBeUndefined()
  expect(settings.FOUNDING_OFFICERS[0]?.roles).toEqual(['analyst'])
})

test('reads the verifier keys of a log in their order, around spaces', () => {
  const second = keyOf(logName, 2)
  const { LOG_KEYS } = readSettings({ ...complete, LOG_KEYS: `${complete.LOG_KEYS}, ${second}` })
  expect(LOG_KEYS).toEqual([complete.LOG_KEYS, second])
})

test.each([
  ['DATABASE_URL', 'mysql://x', 'expected a PostgreSQL connection string'],
  ['AUTH_SECRET', 'short', 'expected at least 32 characters'],
  ['CONSOLE_ORIGIN', 'https://console.example/path', 'expected an origin without a path'],
  ['BALLAST_ENV', 'staging', 'demo'],
  ['LOG_SIGNER_URL', 'https://signer.example/checkpoints', 'expected an origin without a path'],
  ['LOG_SIGNER_TOKEN', 'short', 'expected the token of the log signer'],
  ['LOG_KEYS', logName, 'is no verifier key'],
  ['LOG_KEYS', `${complete.LOG_KEYS},`, 'is no verifier key'],
  ['LOG_KEYS', complete.LOG_KEYS.replace('log+', 'log2+'), 'does not belong to its key'],
  ['LOG_KEYS', keyOf(logName, 1, 'cosignature'), 'expected keys of the log'],
  ['LOG_KEYS', keyOf('other.example/log', 1), 'expected keys named <host of PUBLIC_ORIGIN>/log'],
  ['STATEMENT_KEY', 'A'.repeat(64), 'expected the key that signs statements: 64 hexadecimal'],
  ['SECRETS_KEY', '0'.repeat(63), 'expected the key of what is encrypted at rest: 64 hexadecimal'],
  ['UPKEEP_TOKEN', 'short', 'expected the token of the upkeep'],
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
