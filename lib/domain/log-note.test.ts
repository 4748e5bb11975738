// Signed notes: published vectors, several keys, and every malformed or foreign line.
import { createPrivateKey, sign } from 'node:crypto'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64, encodeBase64 } from './base64'
import {
  formatVerifierKey,
  keyIdOf,
  parseVerifierKey,
  readNote,
  signatureLine,
  verifyNote,
  type VerifierKey,
} from './log-note'
import { verifierKey } from './log.example'
import checkpoint from './log-vectors/checkpoint.json'
import vectors from './log-vectors/note.json'

const signedBy = (key: VerifierKey, seed: Uint8Array, text: string): string => {
  const der = concatBytes(hexToBytes('302e020100300506032b657004220420'), seed)
  const privateKey = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' })
  return signatureLine({
    ...key,
    signature: new Uint8Array(sign(null, utf8ToBytes(text), privateKey)),
  })
}
const seed = hexToBytes(checkpoint.seedHex)
const key = verifierKey(checkpoint.vkey)
const text = 'first line\n\nthird line\n'
const line = signedBy(key, seed, text)
const note = `${text}\n${line}`
const problemOf = (tested: string, keys = [key]): string => {
  const read = verifyNote(tested, keys)
  return 'problem' in read ? read.problem : 'no problem'
}

describe('the published vectors', () => {
  it.each(vectors.cases.filter(({ valid }) => valid === true))('$vkey is accepted', (vector) => {
    const signed = vector.note ?? `${vector.text!}\n${vector.sigLine!}`
    const read = verifyNote(signed, [verifierKey(vector.vkey!)])
    expect('by' in read && read.by.map(formatVerifierKey)).toEqual([vector.vkey])
  })

  it.each(vectors.cases.filter(({ vkeyValid }) => vkeyValid === false))(
    '$why is refused',
    (vector) => {
      expect(parseVerifierKey(vector.vkey!)).toHaveProperty('problem')
    },
  )

  it('our own key: id and vkey follow from name and public key', () => {
    const publicKey = hexToBytes(checkpoint.publicHex)
    const own = { name: checkpoint.origin, use: 'note', publicKey } as const
    expect(formatVerifierKey(own)).toBe(checkpoint.vkey)
    expect(key).toEqual({ ...own, keyId: keyIdOf(own) })
  })

  it('the secret key of a vector signs, byte for byte, what the vector says', () => {
    const vector = vectors.cases.find(({ skey }) => skey !== undefined)!
    const signer = verifierKey(vector.vkey!)
    const secret = decodeBase64(vector.skey!.split('+').slice(4).join('+'))!.slice(1)
    expect(signedBy(signer, secret, vector.text!)).toBe(vector.sigLine)
  })
})

describe('parseVerifierKey', () => {
  it.each([
    ['', 'is no verifier key'],
    ['name', 'is no verifier key'],
    [checkpoint.vkey.replace('example', ' example'), 'is no verifier key'],
    [checkpoint.vkey.replace('e214f882', 'e214f883'), 'does not belong to its key'],
    [checkpoint.vkey.replace('e214f882', 'E214F882'), 'is no verifier key'],
    [checkpoint.vkey.replace('example', 'examplf'), 'does not belong to its key'],
    [`${checkpoint.vkey} `, 'is no verifier key'],
    [`${checkpoint.origin}+e214f882+`, 'is not of a known kind'],
  ])('refuses %j', (vkey, problem) => {
    expect(parseVerifierKey(vkey)).toHaveProperty('problem', expect.stringContaining(problem))
  })
})

describe('verifyNote', () => {
  it('divides text from signatures at the last empty line', () => {
    const read = verifyNote(note, [key])
    expect(read).toEqual({ text, by: [key] })
  })

  it('ignores lines of keys that are not given, even under the same name or the same id', () => {
    const other = (name: string, keyId: string) =>
      signatureLine({ name, keyId, signature: new Uint8Array(64) })
    const lines = [
      other(key.name, '00000000'),
      other('other', key.keyId),
      other('other', '12345678'),
    ]
    expect(verifyNote(`${text}\n${lines.join('')}${line}`, [key])).toEqual({ text, by: [key] })
    expect(problemOf(`${text}\n${lines.join('')}`)).toBe('none of the given keys signed this note')
  })

  it('counts a key once, and refuses the note for one line of a given key that does not verify', () => {
    expect(verifyNote(`${text}\n${line}${line}`, [key])).toEqual({ text, by: [key] })
    const wrong = signatureLine({ ...key, signature: new Uint8Array(64) })
    expect(problemOf(`${text}\n${line}${wrong}`)).toContain('does not verify')
    expect(problemOf(`${text}\n${wrong}${line}`)).toContain('does not verify')
  })

  it('tells all keys that signed, as while a key is replaced', () => {
    const secondSeed = new Uint8Array(32).fill(7)
    const der = concatBytes(hexToBytes('302e020100300506032b657004220420'), secondSeed)
    const { x = '' } = createPrivateKey({
      key: Buffer.from(der),
      format: 'der',
      type: 'pkcs8',
    }).export({ format: 'jwk' })
    const publicKey = new Uint8Array(Buffer.from(x, 'base64url'))
    const second = verifierKey(formatVerifierKey({ name: key.name, use: 'note', publicKey }))
    const both = `${note}${signedBy(second, secondSeed, text)}`
    expect(verifyNote(both, [key, second])).toEqual({ text, by: [key, second] })
    expect(verifyNote(both, [second])).toEqual({ text, by: [second] })
  })

  it.each([
    ['', 'does not end with a line end'],
    [text, 'expected a signature line'],
    [line, 'expected text, an empty line'],
    [note.slice(0, -1), 'does not end with a line end'],
    [`${note}\n`, 'expected a signature line'],
    [note.replace('—', '-'), 'expected a signature line'],
    [note.replace('— ', '—  '), 'expected a signature line'],
    [note.replace('— ', '—\u00a0'), 'expected a signature line'],
    [note.replace('\n— ', '\n — '), 'expected a signature line'],
    [note.replace('example', 'exa+mple'), 'expected a signature line'],
    [note.replace('example', 'exa\u2003mple'), 'expected a signature line'],
    [`${text}\n— name AAAAAA==\n`, 'expected a signature line'],
    [`${text}\n— name AAAAAB=\n`, 'expected a signature line'],
    [note.replace('\n', '\r\n'), 'control character'],
    [note.replace('first', 'fir\0st'), 'control character'],
    [note.replace('first', 'fir\tst'), 'control character'],
    [note.replace('first', 'fir\ud800st'), 'half of a surrogate pair'],
    [note.replace('first', 'First'), 'does not verify'],
    [`${text}\n${line.repeat(101)}`, '1 to 100 signature lines'],
    [`${'a'.repeat(1_000_000)}\n\n${line}`, 'longer than a million'],
  ])('refuses %j', (tested, problem) => {
    expect(problemOf(tested)).toContain(problem)
  })

  it('accepts sixteen signatures and more', () => {
    const lines = Array.from({ length: 99 }, (_, at) =>
      signatureLine({ name: `witness${at}`, keyId: '01020304', signature: new Uint8Array(5_000) }),
    )
    expect(problemOf(`${text}\n${lines.join('')}${line}`)).toBe('no problem')
  })

  it('verifies a cosignature over its time and the text', () => {
    const witness = verifierKey(checkpoint.witnessVkey)
    const body = checkpoint.cosignedMessage.split('\n').slice(2).join('\n')
    const cosigned = `${body}\n${checkpoint.cosignatureLine}`
    expect(verifyNote(cosigned, [witness])).toEqual({ text: body, by: [witness] })
    const [, name = '', encoded = ''] = checkpoint.cosignatureLine.trim().split(' ')
    const bytes = decodeBase64(encoded)!
    for (const at of [11, 4, 12, 75]) {
      const later = encodeBase64(bytes.map((byte, place) => (place === at ? byte ^ 128 : byte)))
      expect(problemOf(`${body}\n— ${name} ${later}\n`, [witness])).toContain('does not verify')
    }
    const short = encodeBase64(bytes.slice(0, 10))
    expect(problemOf(`${body}\n— ${name} ${short}\n`, [witness])).toContain('does not verify')
  })

  it('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      '\n',
      '\n\n',
      '— ',
      key.name,
      ' ',
      line,
      text,
      'AAAA',
      '\ud800',
      '+',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.string({ unit: 'binary' }),
        (pieces, noise) => {
          for (const tested of [pieces.join(''), noise, `${noise}\n\n${line}`]) {
            const read = verifyNote(tested, [key])
            if ('text' in read) expect(read.text).toBe(text)
            expect(typeof readNote(tested)).toBe('object')
            expect(parseVerifierKey(tested)).toHaveProperty('problem')
          }
        },
      ),
    )
  })

  it('brings signature bytes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (signature) => {
        const read = readNote(`a\n\n${signatureLine({ name: 'a', keyId: '0a0b0c0d', signature })}`)
        const [found] = 'signatures' in read ? read.signatures : []
        expect(found?.keyId).toBe('0a0b0c0d')
        expect(bytesToHex(found?.signature ?? new Uint8Array())).toBe(bytesToHex(signature))
      }),
    )
  })
})
