// Options, files and claims that `ballast allocate` refuses, each with one line that says why.
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { MAX_FILE_BYTES } from '@/lib/wire/csv'
import { HELP, runAllocate } from './allocation'
import { allocateIn } from './allocation.example'
import { EXIT_BAD_INPUT } from './outcome'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

const FINE = 'account,base\na,100\n'
const allocate = (content: string | Uint8Array, ...words: string[]) =>
  allocateIn(folder, content, words)
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
  [
    ['--rule', 'lottery'],
    '--rule: found “lottery”, expected pro-rata, equal-levy, level-down, talmud, queue',
  ],
  [['--rounding', 'up'], '--rounding: found “up”, expected floor, largest-remainder'],
  [['--cap-fraction', '1.5'], '--cap-fraction: found “1.5”, expected a fraction from 0 to 1'],
  [['--cap-fraction', '3/2'], '--cap-fraction: found “3/2”, expected a fraction from 0 to 1'],
  [['--cap-fraction', '1/0'], '--cap-fraction: found “1/0”, expected a fraction'],
  [['--cap-fraction', '0/0'], '--cap-fraction: found “0/0”, expected a fraction'],
  [['--cap-fraction=-0.5'], '--cap-fraction: found “-0.5”, expected a fraction'],
  [['--cap-fraction', '1e-1'], '--cap-fraction: found “1e-1”, expected a fraction'],
  [['--cap-fraction', '1', '--cap-fraction', '1'], '--cap-fraction: found it twice'],
  [['--min-equity=-0.01'], '--min-equity: found “-0.01”, expected an amount of at least 0'],
  [
    ['--min-equity', '0.005'],
    '--min-equity: found “0.005”, expected a decimal number with at most',
  ],
  [['--exempt-below=-1'], '--exempt-below: found “-1”, expected an amount of at least 0'],
  [['--exempt-below', '1.001'], '--exempt-below: found “1.001”, expected a decimal number with'],
  [['--exempt-below', '92233720368547758.08'], '--exempt-below: found “92233720368547758.08”'],
  [['--largest-shortfall', '0'], '--largest-shortfall: found “0”, expected an amount above 0'],
  [['--largest-shortfall', '0.001'], '--largest-shortfall: found “0.001”, expected a decimal'],
  [
    ['--rule', 'talmud', '--cap-fraction', '1/2'],
    'ballast: --cap-fraction: found “1/2”, expected none: the rule talmud takes no caps',
  ],
  [
    ['--rule', 'talmud', '--min-equity', '0'],
    'ballast: --min-equity: found “0”, expected none: the rule talmud takes no caps',
  ],
  [['--min-equity', '1'], 'ballast: --min-equity: found no claim to charge whose equity is known'],
  [['--claims', 'absent.csv'], 'absent.csv:1: found a file that cannot be read (ENOENT)'],
  [['--claims', '.'], '.:1: found a file that cannot be read (EISDIR)'],
  [['--out', 'absent/x.csv'], '--out: found ENOENT'],
  [['--cap-fraction', '-0.5'], 'ballast: --cap-fraction: found “-0.5”, expected a'],
  [['--loss', '-5'], 'ballast: --loss: found “-5”, expected an amount above 0'],
  [['--out', ''], 'ballast: --out: found nothing, expected a path'],
  [['--out', '.'], 'ballast: --out: found something that is not a plain file'],
  [['--claims', '/dev/zero'], '/dev/zero:1: found a file of 1'],
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
  ['a base with too many digits', 'account,base\na,1.001\n', ':2: base: found “1.001”, expected a'],
  [
    'an equity with too many digits',
    'account,base,equity\na,1,0.001\n',
    ':2: equity: found “0.001”',
  ],
  ['a cap with too many digits', 'account,base,cap\na,1,0.001\n', ':2: cap: found “0.001”'],
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
  expect(await readFile(join(folder, 'claims.csv'), 'utf8')).toBe(FINE)
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

it('explains itself on one screen', () => {
  expect(HELP.split('\n').length).toBeLessThanOrEqual(30)
})

const WEIGHTED = 'account,base,weight\na,1,1\n\nb,2,2\nc,2,3/2\n'
const CAPPED = 'account,base,cap,class\na,1,1,\nb,2,1,\nc,2,0,exempt\n'

it.each([
  ['equal-levy', WEIGHTED, [':4: weight: found “2”, expected no', ':5: weight: found “3/2”']],
  ['level-down', WEIGHTED, [':4: weight: found “2”, expected no', ':5: weight: found “3/2”']],
  ['talmud', WEIGHTED, [':4: weight: found “2”, expected no', ':5: weight: found “3/2”']],
  ['talmud', CAPPED, [':3: cap: found “1.00”, expected no cap below the base']],
  ['queue', 'account,base,score\na,1,2\nb,1,\n', [':3: score: found nothing, expected a score']],
  ['queue', FINE, [':2: score: found nothing, expected a score']],
])(
  'refuses claims to which %s cannot be applied, by line and column',
  async (rule, file, lines) => {
    expect(await allocate(file, '--rule', rule)).toEqual({
      kind: 'failed',
      exitCode: EXIT_BAD_INPUT,
      lines: lines.map((line) => expect.stringContaining(line) as string),
    })
  },
)
