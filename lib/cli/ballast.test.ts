// The command as its users start it: another working directory, files, streams and exit codes.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { link, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const command = fileURLToPath(new URL('ballast.mjs', import.meta.url))
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

type Ended = { code: number; stdout: string; stderr: string }
const ballast = (...words: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const done = (error: Error | null, stdout: string, stderr: string): void => {
      resolve({ code: error && 'code' in error ? Number(error.code) : 0, stdout, stderr })
    }
    execFile(process.execPath, [command, ...words], { cwd: folder }, done)
  })
const written = async (name: string, text: string | Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), text)
  return name
}
const allocate = (claims: string, loss: string, ...words: string[]): Promise<Ended> =>
  ballast('allocate', '--claims', claims, '--loss', loss, '--scale', '2', ...words)

describe('ballast allocate', () => {
  it('prints one JSON object and writes every levy, sorted by account bytes', async () => {
    const claims = await written(
      'claims.csv',
      '\uFEFFcap,base,account,class\r\n20,200,b,\r\n50,100.00,B,house\r\n,300.0,c,eligible\r\n,9,a,exempt\r\n',
    )
    const { code, stdout, stderr } = await allocate(claims, '120', '--out', 'levies.csv')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const canonical =
      'account,owner,class,base,equity,cap,weight,score\n' +
      'B,,house,10000,,5000,,\na,,exempt,900,,,,\nb,,eligible,20000,,2000,,\nc,,eligible,30000,,,,\n'
    expect(JSON.parse(stdout)).toMatchObject({
      rule: 'pro-rata',
      rounding: 'floor',
      scale: 2,
      loss: '120.00',
      collected: '120.00',
      capacity: '370.00',
      claims: 4,
      charged: 3,
      schedule: { theta: { numerator: '1', denominator: '4' } },
      levied: '120.00',
      residual: '0.00',
      snapshotDigest: createHash('sha256').update(canonical).digest('hex'),
      metrics: {
        rate: '0.200000000000000000',
        utilisation: '0.324324324324324324',
        gini: '0.208333333333333333',
        largestLevy: '75.00',
        medianLevy: '25.00',
        cappedCount: 1,
        exemptCount: 1,
      },
    })
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    expect(await readFile(join(folder, 'levies.csv'), 'utf8')).toBe(
      'account,base,levy\nB,100.00,25.00\na,9.00,0.00\nb,200.00,20.00\nc,300.00,75.00\n',
    )
  })

  it('charges owners as one claim and takes totals beyond 64 bits', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => `a${index},92233720368547758.07,o`)
    const claims = await written('large.csv', `account,base,owner\n${rows.join('\n')}\n`)
    const { code, stdout } = await allocate(claims, '830103483316929822.63')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      capacity: '830103483316929822.63',
      levied: '830103483316929822.63',
      charged: 9,
    })
  })

  it('names every problem with file and line, and leaves no output behind', async () => {
    const claims = await written('bad.csv', 'account,base\na,1e309\nb,1\nb,-2\n')
    const { code, stdout, stderr } = await allocate(claims, '1', '--out', 'none.csv')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toEqual([
      'bad.csv:2: base: found “1e309”, expected a decimal number with at most 2 digits after the point',
      'bad.csv:4: base: found “-2”, expected an amount of at least 0',
      'bad.csv:4: account: found “b” a second time, expected each account once; it is on line 3 already',
    ])
    expect(await readdir(folder)).not.toContain('none.csv')
  })

  it('ends with 3 and the missing amount when the claims cannot bear the loss', async () => {
    const claims = await written('small.csv', 'account,base\na,1.00\n')
    const { code, stdout, stderr } = await allocate(claims, '1.01', '--out', 'none.csv')
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('found a capacity of 1.00, expected 1.01: 0.01 is missing')
    expect(stderr).toContain('top-up')
    expect(await readdir(folder)).not.toContain('none.csv')
  })
})

it('ends with 2 and an empty stdout for a command that it does not know', async () => {
  expect(await ballast('execute')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'ballast: found the command “execute”, expected allocate, verify or log check (see ballast --help)\n',
  })
})

it('ends with 2 for a file to verify that is not there, and says so on stdout', async () => {
  const key = 'example.com/log+9be5d3c6+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c'
  const { code, stdout, stderr } = await ballast('verify', 'nothing.json', '--log-key', key)
  expect({ code, stderr }).toEqual({ code: 2, stderr: '' })
  expect(stdout).toContain('FAIL  file · file  Found a file that cannot be read (ENOENT)')
})

const population = fileURLToPath(
  new URL('../../../shared/data/hyperliquid-2025-10-10/adl_by_user_REALTIME.csv', import.meta.url),
)

describe.skipIf(!existsSync(population))('the population of 10 October 2025', () => {
  it('bears the whole loss at a rate of 2.78 %', async () => {
    const [, ...rows] = (await readFile(population, 'utf8')).trimEnd().split('\n')
    const claims = rows.flatMap((row) => {
      const [account = '', , profit = ''] = row.split(',')
      const cents = flooredToCents(profit)
      return cents > 0n ? [{ account, cents }] : []
    })
    const total = claims.reduce((all, { cents }) => all + cents, 0n)
    expect({ count: claims.length, total }).toEqual({ count: 19_198, total: 83455405535n })
    const lines = claims.map(
      ({ account, cents }) => `${account},${cents / 100n}.${centsText(cents)}`,
    )
    const file = await written('real.csv', `account,base\n${lines.join('\n')}\n`)
    const { code, stdout } = await allocate(file, '23191104.48', '--out', 'real-levies.csv')
    expect(code).toBe(0)
    const report = JSON.parse(stdout) as { metrics: { rate: string } } & Record<string, string>
    expect(report.metrics.rate).toMatch(/^0\.027788618761518/)
    expect(report).toMatchObject({ claims: 19_198, capacity: '834554055.35' })
    const levies = (await readFile(join(folder, 'real-levies.csv'), 'utf8')).trimEnd().split('\n')
    const levied = levies
      .slice(1)
      .reduce((all, line) => all + flooredToCents(line.split(',')[2]), 0n)
    expect(levied).toBe(flooredToCents(report['levied']))
    expect(levied + flooredToCents(report['residual'])).toBe(2319110448n)
  })
})

/** Plain decimals only; what is written with an exponent is far below a cent. */
const flooredToCents = (decimal = ''): bigint => {
  if (decimal.includes('e-') || decimal.startsWith('-')) return 0n
  const [whole = '0', fraction = ''] = decimal.split('.')
  return BigInt(whole + fraction.slice(0, 2).padEnd(2, '0'))
}

const centsText = (cents: bigint): string => (cents % 100n).toString().padStart(2, '0')

it('replaces no link and loses no claims file that is given by another name', async () => {
  const claims = await written('own.csv', 'account,base\na,1\n')
  await symlink('own.csv', join(folder, 'soft.csv'))
  await link(join(folder, 'own.csv'), join(folder, 'hard.csv'))
  const soft = await allocate(claims, '1', '--out', 'soft.csv')
  const hard = await allocate(claims, '1', '--out', 'hard.csv')
  expect([soft.code, hard.code]).toEqual([2, 2])
  expect(soft.stderr).toContain('--out: found something that is not a plain file')
  expect(hard.stderr).toContain('--out: found the claims file itself')
  expect(await readFile(join(folder, 'own.csv'), 'utf8')).toBe('account,base\na,1\n')
})
