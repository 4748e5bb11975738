// Guarantees of `ballast verify`: one line per check, the exit code, and files that are refused unread.
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exampleEvidence } from '@/lib/domain/evidence-bundle.example'
import { exampleKey } from '@/lib/domain/log-whole.example'
import { receiptFile } from '@/lib/domain/receipt'
import { statementFileText } from '@/lib/domain/statement-file'
import { exampleRun, signedStatement } from '@/lib/domain/statement-file.example'
import type { Verification } from '@/lib/domain/verification-check'
import { DOES_NOT_PROVE, PROVES } from '@/lib/domain/verification-wording'
import { runVerify } from './verification'

const run = exampleRun()
const own = run.statementOf('A-1001')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ballast-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

const written = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const NEXT = exampleKey({ seed: '0b'.repeat(32) })
const verify = async (...words: string[]) =>
  textAndCode(await runVerify(['--log-key', exampleKey(), ...words]))
const textAndCode = (outcome: Awaited<ReturnType<typeof runVerify>>) => {
  if (outcome.kind === 'failed')
    return { exitCode: outcome.exitCode as number, text: outcome.lines.join('\n') }
  return {
    exitCode: outcome.kind === 'done' ? 0 : (outcome.exitCode as number),
    text: outcome.text,
  }
}

describe('ballast verify', () => {
  test('accepts a statement with its report and says what that proves', async () => {
    const files = [
      await written('statement.json', statementFileText(own)),
      await written('report.json', run.report),
      await written('report.tlog-proof', run.reportProof),
      await written('checkpoint', run.log.checkpointAt(run.log.entries.length)),
    ]
    const { exitCode, text } = await verify(...files, '--account', 'A-1001')
    expect(text).not.toContain('FAIL')
    expect(text).toMatch(/^PASS {2}log · included {2}The log has the 5 entries/m)
    expect(text).toContain('PASS  total · shares root')
    for (const sentence of [...PROVES, ...DOES_NOT_PROVE]) expect(text).toContain(sentence)
    expect(exitCode).toBe(0)
  })

  test('ends with 1 when a check failed, and proves nothing', async () => {
    const file = await written('changed.json', statementFileText({ ...own, levy: '1' }))
    const { exitCode, text } = await verify(file, '--account', 'A-1001')
    expect(exitCode).toBe(1)
    expect(text).toMatch(/^FAIL {2}log · signature {2}The statement is not signed/m)
    expect(text).toContain('REFUSED')
    expect(text).not.toContain(PROVES[0])
    expect(text).toContain('The file is evidence of nothing')
  })

  test('asks for the account and for the kept checkpoint by name', async () => {
    const file = await written('statement.json', statementFileText(own))
    expect((await verify(file)).text).toContain('Say which account is yours')
    const kept = await written('kept', run.log.checkpointAt(3))
    const { exitCode, text } = await verify(file, '--account', 'A-1001', '--checkpoint', kept)
    expect(exitCode).toBe(0)
    expect(text).toContain('Kept checkpoint: is of 3 entries')
  })

  test('takes a key that was retired, for what it signed before', async () => {
    const file = await written('statement.json', statementFileText(own))
    const at = async (size: number) => {
      const keys = ['--log-key', `${exampleKey()}@${size}`, '--log-key', NEXT]
      return textAndCode(await runVerify([file, '--account', 'A-1001', ...keys]))
    }
    const { text, exitCode } = await at(9)
    expect(text).toContain('retired at 9 entries')
    expect(exitCode).toBe(0)
    const later = await at(8)
    expect(later.text).toContain('FAIL  log · checkpoint  Only retired keys')
    expect(later.exitCode).toBe(1)
  })

  test('accepts the receipt of a decision beside the evidence', async () => {
    const { text: bundle, log } = exampleEvidence()
    const texts = log.entries.map((bytes) => new TextDecoder().decode(bytes))
    const place = texts.findIndex((entry) => entry.includes('"kind":"approve"'))
    const proof = log.proofOf(place, texts.length)
    const files = [
      await written('evidence.json', bundle),
      await written('receipt.json', receiptFile({ entry: texts[place] ?? '', proof })),
    ]
    const { exitCode, text } = await verify(...files)
    expect(exitCode).toBe(0)
    expect(text).toMatch(/^Officer \S+ approved clawback CB-2026-001, revision 1, at /m)
  })

  test('prints the checks as JSON', async () => {
    const file = await written('statement.json', statementFileText(own))
    const { text } = await verify(file, '--account', 'A-1001', '--json')
    const [verification] = JSON.parse(text) as Verification[]
    expect(verification?.checks.every(({ isPassed }) => isPassed)).toBe(true)
  })

  test('keeps what moves a cursor or turns the writing out of a terminal', async () => {
    const signed = signedStatement({ ...own, reportId: 'a\u202Eb' })
    const file = await written('turned.json', statementFileText(signed))
    const { text } = await verify(file, '--account', 'A-1001\u001B[2J')
    expect(text).not.toContain('\u001B')
    expect(text).not.toContain('\u202E')
  })
})

describe('a file', () => {
  test.each(['/dev/zero', '/', '/nonexistent', '/dev/null'])(
    '%s is refused unread',
    async (path) => {
      const { exitCode, text } = await verify(path)
      expect(exitCode).toBe(2)
      expect(text).toMatch(/^FAIL {2}file · file {2}Found .*, expected .*\.$/m)
    },
  )

  test('of a gigabyte is refused unread', async () => {
    const path = await written('large', '')
    await truncate(path, 2 ** 30)
    const { exitCode, text } = await verify(path)
    expect(exitCode).toBe(2)
    expect(text).toContain('Found a file of more than 4194304 bytes')
  })

  test('that is none of ours is unreadable, and the others are verified all the same', async () => {
    const file = await written('statement.json', statementFileText(own))
    const other = await written('notes.txt', 'hello')
    const { exitCode, text } = await verify(other, file, '--account', 'A-1001')
    expect(exitCode).toBe(2)
    expect(text).toContain('FAIL  file · kind')
    expect(text).toContain('ACCEPTED')
  })
})

test.each([
  [[], 'found no file'],
  [['x', '--account', 'a', '--account', 'b'], '--account: found it twice'],
  [['x', '--unknown'], 'see ballast --help'],
  [['x', '--log-key', 'nonsense'], '--log-key: “nonsense” is no verifier key'],
  [['x', '--log-key', `${exampleKey({ use: 'cosignature' })}@7`], 'the key of a witness'],
  [['x', '--log-key', `${exampleKey()}@07`], 'is no verifier key'],
  [['x', '--log-key', exampleKey({ origin: 'b.example/log' })], 'keys of several logs'],
  [
    ['x', '--checkpoint', '/nonexistent'],
    '--checkpoint: found a file that cannot be read (ENOENT)',
  ],
])('the call %j is refused', async (words, sentence) => {
  const { exitCode, text } = await verify(...words)
  expect(exitCode).toBe(2)
  expect(text).toContain(sentence)
})
