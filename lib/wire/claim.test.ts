// Claims are read exactly, and bad ones are refused with a sentence at their line.
import { describe, expect, it } from 'vitest'
import { fraction } from '@/lib/domain/fraction'
import { MAX_AMOUNT } from '@/lib/domain/money'
import { readClaims } from './claim'
import { MAX_PROBLEMS, problemSentence } from './csv'

const sentences = (text: string, scale = 2) =>
  readClaims(text, { scale }).problems.map((one) => `${one.line}: ${problemSentence(one)}`)

describe('readClaims', () => {
  it('reads every column, in any order, with defaults left out', () => {
    const text =
      'score,base,account,owner,class,weight,cap,equity\n' +
      '-0.50,10.5,a,o,house,1.25,3,-2\n' +
      ',0,b,,,,,\n'
    expect(readClaims(text, { scale: 2 })).toEqual({
      claims: [
        {
          account: 'a',
          owner: 'o',
          class: 'house',
          base: 1050n,
          equity: -200n,
          cap: 300n,
          weight: fraction(5n, 4n),
          score: '-0.5',
        },
        {
          account: 'b',
          owner: null,
          class: 'eligible',
          base: 0n,
          equity: null,
          cap: null,
          weight: null,
          score: null,
        },
      ],
      problems: [],
      lines: [2, 3],
    })
  })

  it.each([
    ['-0.00', '0'],
    ['007.10', '7.1'],
    ['12', '12'],
    ['-3.0', '-3'],
  ])('writes the score %s canonically', (score, canonical) => {
    const { claims } = readClaims(`account,base,score\na,1,${score}\n`, { scale: 0 })
    expect(claims[0]?.score).toBe(canonical)
  })

  it('reads the largest amount and refuses the next', () => {
    const { claims } = readClaims('account,base\na,92233720368547758.07\n', { scale: 2 })
    expect(claims[0]?.base).toBe(MAX_AMOUNT)
    expect(sentences('account,base\na,92233720368547758.08\n')).toEqual([
      '2: base: found “92233720368547758.08”, expected at most 92233720368547758.07',
    ])
  })

  const decimal = 'a decimal number with at most 2 digits after the point'
  const id =
    'an id of at most 128 letters, digits and . _ : @ -, starting with a letter or digit but not “g:”'
  const weight =
    'a weight above 0 such as 2, 3/2 or 1.25, numerator and denominator at most 2147483647'
  it.each([
    [
      'account,base\na,1\nb,2\na,3\n',
      '4: account: found “a” a second time, expected each account once; it is on line 2 already',
    ],
    ['account,base\n=1+1,1\n', `2: account: found “=1+1”, expected ${id}`],
    ['account,base\ng:x,1\n', `2: account: found “g:x”, expected ${id}`],
    ['account,base\n,1\n', `2: account: found nothing, expected ${id}`],
    ['account,base\nа,1\n', `2: account: found “а”, expected ${id}`],
    ['account,base,owner\na,1,o o\n', `2: owner: found “o o”, expected ${id}`],
    ['account,base\na,-1\n', '2: base: found “-1”, expected an amount of at least 0'],
    ['account,base\na,\n', `2: base: found nothing, expected ${decimal}`],
    ['account,base\na,1e309\n', `2: base: found “1e309”, expected ${decimal}`],
    ['account,base\na,NaN\n', `2: base: found “NaN”, expected ${decimal}`],
    ['account,base\na,"1,000"\n', `2: base: found “1,000”, expected ${decimal}`],
    ['account,base\na,0x1\n', `2: base: found “0x1”, expected ${decimal}`],
    ['account,base\na,1.234\n', `2: base: found “1.234”, expected ${decimal}`],
    ['account,base\na, 1\n', `2: base: found “ 1”, expected ${decimal}`],
    ['account,base,cap\na,1,1.01\n', '2: cap: found “1.01”, expected at most the base, 1.00'],
    ['account,base,cap\na,1,-1\n', '2: cap: found “-1”, expected an amount of at least 0'],
    ['account,base,weight\na,1,0\n', `2: weight: found “0”, expected ${weight}`],
    ['account,base,weight\na,1,-2\n', `2: weight: found “-2”, expected ${weight}`],
    ['account,base,class\na,1,vip\n', '2: class: found “vip”, expected eligible, house, exempt'],
    ['account,base,equity\na,1,x\n', `2: equity: found “x”, expected ${decimal}`],
    [
      'account,base,score\na,1,1e3\n',
      '2: score: found “1e3”, expected a decimal number without exponent, at most 40 digits on each side',
    ],
    [
      'account,base,owner,class\na,1,o,\nb,1,o,house\n',
      '3: class: found “house”, expected “eligible” as on line 2, which has the same owner',
    ],
    [
      'account,base,owner,weight\na,1,o,2\nb,1,o,\n',
      '3: weight: found “1”, expected “2” as on line 2, which has the same owner',
    ],
    [
      'account,base,owner,score\na,1,o,\nb,1,o,5\n',
      '3: score: found “5”, expected nothing as on line 2, which has the same owner',
    ],
    ['account,base\na\n', '2: found 1 field, expected 2 fields as in the header'],
    [
      'user,base\na,1\n',
      '1: found the column “user”, expected only columns of account, base, owner, class, equity, cap, weight, score',
    ],
  ])('refuses %j with a sentence', (text, sentence) => {
    expect(sentences(text)).toContain(sentence)
  })

  it('reports every problem of every line', () => {
    expect(sentences('account,base,weight\n-,x,0\nb,-1,1\n')).toHaveLength(4)
  })

  it('numbers the lines of a chunk as in the whole file', () => {
    const chunk = readClaims('account,base\na,1\nb,x\n', { scale: 2, firstLine: 20_001 })
    expect(chunk.lines).toEqual([20_001, 20_002])
    expect(chunk.problems).toMatchObject([{ line: 20_002, field: 'base' }])
  })

  it('refuses weights whose common denominator would grow with the file', () => {
    const rows = Array.from({ length: 33 }, (_, index) => `a${index},1,1/${index + 1}`)
    expect(sentences(`account,base,weight\n${rows.join('\n')}\n`)).toEqual([
      '34: weight: found denominator number 33 among the weights, expected weights with at most 32 different denominators',
    ])
  })

  it('keeps at most a thousand problems', () => {
    const text = `account,base\n${'-,x\n'.repeat(3000)}`
    expect(readClaims(text, { scale: 2 }).problems).toHaveLength(MAX_PROBLEMS)
  })
})
