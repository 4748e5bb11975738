// Guarantees of the cookies: bound to one host, unreadable for scripts, and by https only where there is https.
import { expect, test } from 'vitest'
import { cookiesOf } from './session-cookie'

test('over https every cookie carries the prefix that binds it to one host', () => {
  for (const { name, options } of Object.values(cookiesOf('https://console.example'))) {
    expect(name).toMatch(/^__Host-ballast\./)
    expect(options).toMatchObject({ secure: true, httpOnly: true, path: '/' })
    expect(options).not.toHaveProperty('domain')
  }
})

test('on a machine of one’s own the cookies work without https', () => {
  const { sessionToken } = cookiesOf('http://localhost:3000')
  expect(sessionToken).toMatchObject({ name: 'ballast.session', options: { secure: false } })
})
