// Files from strangers: what is no text is refused, and every problem knows its line.
import { describe, expect, it } from 'vitest'
import { decodeFile, MAX_FILE_BYTES, MAX_PROBLEMS, problemSentence, readRows } from './csv'

const bytes = (text: string) => new TextEncoder().encode(text)
const columns = { required: ['account', 'base'], optional: ['owner'] } as const
const rowsOf = (text: string, firstLine?: number) => {
  const rows: unknown[] = []
  const problems = readRows(text, columns, {
    firstLine,
    onRow: ({ account, base, owner }, { line }) => rows.push([line, account, base, owner]),
  })
  return { rows, problems: problems.map((one) => `${one.line}: ${problemSentence(one)}`) }
}

describe('decodeFile', () => {
  it('strips the byte order mark', () => {
    expect(decodeFile(bytes('\uFEFFaccount,base\n'))).toEqual({ text: 'account,base\n' })
  })

  it('refuses an empty file', () => {
    expect(decodeFile(bytes(''))).toMatchObject({ problem: { line: 1, found: 'an empty file' } })
  })

  it('refuses bytes that are not UTF-8, at their line', () => {
    const text = new Uint8Array([...bytes('a,b\nc,'), 0xff, ...bytes('\nd,e\n')])
    expect(decodeFile(text)).toMatchObject({
      problem: { line: 2, found: 'bytes that are not UTF-8' },
    })
    const cut = new Uint8Array([...bytes('a,b\nc,d\n'), 0xc3])
    expect(decodeFile(cut)).toMatchObject({ problem: { line: 3 } })
  })

  it('refuses a NUL character, at its line', () => {
    expect(decodeFile(bytes('a,b\nc,\0\n'))).toMatchObject({
      problem: { line: 2, found: 'a NUL character', expected: 'a text file in UTF-8' },
    })
  })

  it('refuses a file above the limit without reading it', () => {
    expect(decodeFile(new Uint8Array(MAX_FILE_BYTES + 1))).toMatchObject({
      problem: { found: `a file of ${MAX_FILE_BYTES + 1} bytes` },
    })
  })
})

describe('readRows', () => {
  it('takes any order of columns, CRLF, a byte order mark and blank lines', () => {
    expect(rowsOf('\uFEFFbase,account\r\n1,a\r\n\r\n2,b\r\n')).toEqual({
      rows: [
        [2, 'a', '1', ''],
        [4, 'b', '2', ''],
      ],
      problems: [],
    })
  })

  it('takes quoted fields', () => {
    expect(rowsOf('account,base\n"a","1"\n').rows).toEqual([[2, 'a', '1', '']])
  })

  it('counts lines from where the chunk began', () => {
    expect(rowsOf('account,base\na,1\nb\n', 5001).problems).toEqual([
      '5002: found 1 field, expected 2 fields as in the header',
    ])
  })

  it.each([
    ['account,base\na,1,2\n', '2: found 3 fields, expected 2 fields as in the header'],
    [
      'account,base,vip\na,1,2\n',
      '1: found the column “vip”, expected only columns of account, base, owner',
    ],
    ['account,base,base\na,1,2\n', '1: found the column “base” twice, expected each column once'],
    ['account\na\n', '1: found no column “base”, expected a header with it'],
    [
      'account,base\n',
      '1: found no data lines, expected a header line and at least one line after it',
    ],
    ['', '1: found no data lines, expected a header line and at least one line after it'],
    [
      'account,base\na,1\n"b,2\nc,3\n',
      '3: found a quotation mark out of place, expected fields without quotation marks',
    ],
    [
      'account,base\n"a"x,1\n',
      '2: found a quotation mark out of place, expected fields without quotation marks',
    ],
  ])('refuses %j', (text, problem) => {
    expect(rowsOf(text).problems).toEqual([problem])
  })

  it('reads no row under a wrong header', () => {
    expect(rowsOf('a,1\nb,2\n').rows).toEqual([])
  })

  it('knows the line after a quoted line break', () => {
    expect(rowsOf('account,base\n"a\nb",1\nc\n').problems).toEqual([
      '4: found 1 field, expected 2 fields as in the header',
    ])
  })

  it('stops after a thousand problems', () => {
    const { problems } = rowsOf(`account,base\n${'a\n'.repeat(5000)}`)
    expect(problems).toHaveLength(MAX_PROBLEMS)
  })
})
