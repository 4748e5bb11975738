// Guarantee of the session: where the sign-in library is misconfigured nobody is signed in.
import { expect, test, vi } from 'vitest'

const library = vi.hoisted(() => ({ auth: vi.fn() }))
// The library needs a running server; what it answers when it is misconfigured is known.
vi.mock('next-auth', () => ({ default: () => library }))
vi.mock('next/headers', () => ({ headers: () => Promise.resolve(new Headers()) }))

test('an answer without a session of ours is nobody, whatever else it holds', async () => {
  const { currentOfficer } = await import('./session')
  const answers = [
    null,
    { message: 'There was a problem with the server configuration.' },
    { user: { name: 'admin' }, expires: '2099-01-01T00:00:00Z' },
    { sessionId: { toString: () => 'x' } },
    { sessionId: 'f'.repeat(64) },
  ]
  for (const answer of answers) {
    library.auth.mockResolvedValue(answer)
    expect(await currentOfficer()).toBeNull()
  }
})

test('a library that throws lets nobody in', async () => {
  const { currentOfficer } = await import('./session')
  library.auth.mockRejectedValue(new Error('AUTH_SECRET is missing'))
  await expect(currentOfficer()).rejects.toThrow()
})
