// Options and files that `ballast allocate` refuses, each with one line that says why.
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MAX_FILE_BYTES } from '@/lib/wire/csv'
import { HELP, runAllocate } from './allocation'
import { EXIT_BAD_INPUT } from './outcome'

let folder: string
let claims: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

const FINE = 'account,base\na,100\n'
const allocate = async (content: string | Uint8Array, ...words: string[]) => {
  claims = join(folder, 'claims.csv')
  await writeFile(claims, content)
  const defaults = { '--claims': claims, '--loss': '1', '--scale': '2' }
  const given = words.map((word) => word.split('=')[0])
  const others = Object.entries(defaults).flatMap((pair) => (given.includes(pair[0]) ? [] : pair))
  return runAllocate([...others, ...words])
}
const refused = (line: string) => ({
  kind: 'failed',
  exitCode: EXIT_BAD_INPUT,
  lines: [expect.stringContaining(line) as string],
})

it.each([
  [['--loss', '0'], '--loss: found “0”, expected an amount above 0'],
  [['--loss', '1.005'], '--loss: found “1.005”, expected a decimal number'],
  [['--loss=-1'], '--loss: found “-1”, expected an amount above 0'],
  [['--scale', '10'], '--scale: found “10”, expected'],
  [['--scale', '2', '--scale', '2'], '--scale: found it twice'],
  [['--rule', 'lottery'], '--rule: found “lottery”, expected pro-rata'],
  [['--rounding', 'up'], '--rounding: found “up”, expected floor'],
  [['--claims', 'absent.csv'], 'absent.csv:1: found a file that cannot be read (ENOENT)'],
  [['--claims', '.'], '.:1: found a file that cannot be read (EISDIR)'],
  [['--out', 'absent/x.csv'], '--out: found ENOENT'],
  [['--frobnicate'], "Unknown option '--frobnicate'"],
  [['--loss'], "Option '--loss <value>' argument missing"],
  [['extra'], "Unexpected argument 'extra'"],
])('refuses %j', async (words, line) => {
  expect(await allocate(FINE, ...words)).toEqual(refused(line))
})

it('asks for every option that is missing', async () => {
  expect(await runAllocate([])).toEqual({
    kind: 'failed',
    exitCode: EXIT_BAD_INPUT,
    lines: [
      'ballast: --claims: found nothing, expected a CSV file',
      'ballast: --scale: found nothing, expected the asset’s fraction digits, 0 to 9',
      'ballast: --loss: found nothing, expected the amount to collect',
    ],
  })
})

it.each([
  ['an empty file', '', ':1: found an empty file'],
  ['a NUL', 'account,base\na,1\0\n', ':2: found a NUL character'],
  ['invalid UTF-8', new Uint8Array([0x61, 0x0a, 0xff]), ':2: found bytes that are not UTF-8'],
  ['a missing header', 'account\na\n', ':1: found no column “base”'],
  ['no data lines', 'account,base\n', ':1: found no data lines'],
  ['a ragged row', 'account,base\na,1,2\n', ':2: found 3 fields, expected 2 fields'],
])('refuses %s', async (_, content, line) => {
  expect(await allocate(content)).toEqual(refused(line))
})

it('refuses a file above the limit without reading it', async () => {
  const large = join(folder, 'large.csv')
  await writeFile(large, FINE)
  await truncate(large, MAX_FILE_BYTES + 1)
  expect(await allocate(FINE, '--claims', large)).toEqual(
    refused(`large.csv:1: found a file of ${MAX_FILE_BYTES + 1} bytes`),
  )
})

it('refuses to write the levies over the claims', async () => {
  const over = join(folder, 'x', '..', 'claims.csv')
  expect(await allocate(FINE, '--out', over)).toEqual(refused('--out: found the claims file'))
  expect(await readFile(claims, 'utf8')).toBe(FINE)
})

it('replaces an older output whole', async () => {
  const out = join(folder, 'levies.csv')
  await writeFile(out, 'x'.repeat(1000))
  expect(await allocate(FINE, '--out', out)).toMatchObject({ kind: 'done' })
  expect(await readFile(out, 'utf8')).toBe('account,base,levy\na,100.00,1.00\n')
})

it('explains itself', async () => {
  expect(await runAllocate(['--help'])).toEqual({ kind: 'done', text: HELP })
})
