// Authenticator data: what it says, and that its length is what its flags say.
import { hexToBytes } from '@noble/hashes/utils.js'
import { parseAuthenticatorData } from '@simplewebauthn/server/helpers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cborMap } from './authenticator.example'
import { readAuthenticatorData } from './passkey-data'

const data = (flags: number, tail = ''): Uint8Array =>
  hexToBytes(`${'ab'.repeat(32)}${flags.toString(16).padStart(2, '0')}00000102${tail}`)

describe('authenticator data', () => {
  it('says which site, which checks, and how often the key has signed', () => {
    const nothing = { isUserPresent: false, isUserVerified: false }
    const said = { rpIdHash: 'ab'.repeat(32), counter: 258, isBackupEligible: false }
    expect(readAuthenticatorData(data(0))).toEqual({ ...said, ...nothing, isBackedUp: false })
    expect(readAuthenticatorData(data(0x1d))).toEqual({
      ...{ ...said, isUserPresent: true, isUserVerified: true },
      ...{ isBackupEligible: true, isBackedUp: true },
    })
  })

  it.each([
    ['an empty map', 'a0'],
    ['a text', 'a16b6372656450726f7465637402'],
    ['bytes of 32', `a16b686d61632d7365637265745820${'00'.repeat(32)}`],
    ['a list and true', 'a1637576668201f5'],
    ['a map in it', 'a16161a16162f4'],
    ['200 bytes', `a1616158c8${'00'.repeat(200)}`],
    ['300 bytes', `a1616159012c${'00'.repeat(300)}`],
  ])('may end with extensions: %s', (_, tail) => {
    expect(readAuthenticatorData(data(0x80, tail))).toHaveProperty('counter')
    expect(readAuthenticatorData(data(0x00, tail))).toHaveProperty('problem')
  })

  it.each([
    ['36 bytes', hexToBytes('00'.repeat(36))],
    ['none', new Uint8Array()],
    ['a byte too many', data(0x05, '00')],
    ['a flag without extensions', data(0x85)],
    ['extensions that are a number', data(0x85, '01')],
    ['extensions that are a list', data(0x85, '80')],
    ['two maps', data(0x85, 'a0a0')],
    ['half a map', data(0x85, 'a16161')],
    ['a map of no definite length', data(0x85, 'bf616101ff')],
    ['bytes of no definite length', data(0x85, 'a161615f4100ff')],
    ['a length that could be shorter', data(0x85, 'a161611801')],
    ['a length in two bytes that could be one', data(0x85, 'a161611900ff')],
    ['a length in four bytes', data(0x85, 'a161615a0000000100')],
    ['a length beyond the end', data(0x85, 'a161614200')],
    ['a tag', data(0x85, 'a16161c101')],
    ['a float', data(0x85, 'a16161f90000')],
    ['a simple value in two bytes', data(0x85, 'a16161f8ff')],
    ['six levels', data(0x85, 'a16161a16161a16161a16161a16161a0')],
    ['a new key, as at an enrolment', data(0x45, `${'00'.repeat(16)}0000a0`)],
  ])('is refused: %s', (_, bytes) => {
    expect(readAuthenticatorData(bytes)).toHaveProperty('problem')
  })

  it('never needs more time than there are bytes, whatever a count says', () => {
    expect(readAuthenticatorData(data(0x85, 'b9ffff'.repeat(3000)))).toHaveProperty('problem')
  })

  const leaf = fc.oneof(
    fc.nat({ max: 70_000 }).map((number) => number % 65_536),
    fc.string({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }),
  )
  const members = fc.uniqueArray(fc.tuple(fc.string({ maxLength: 30 }), leaf), {
    selector: ([name]) => name,
    maxLength: 30,
  })

  it('reads every map that @simplewebauthn/server reads, and none that is cut', () => {
    fc.assert(
      fc.property(members, fc.nat(), (map, cut) => {
        const tail = cborMap(map)
        const whole = Uint8Array.from([...data(0x85), ...tail])
        const part = whole.subarray(0, whole.length - 1 - (cut % tail.length))
        expect(parseAuthenticatorData(Uint8Array.from(whole)).counter).toBe(258)
        expect(readAuthenticatorData(whole)).toHaveProperty('counter', 258)
        expect(readAuthenticatorData(part)).toHaveProperty('problem')
      }),
      { numRuns: 200 },
    )
  })
})
