// Guarantees of checkpoints under changing keys: a retired key vouches for what came before, and for nothing else.
import { describe, expect, test } from 'vitest'
import { EXAMPLE_SEED, exampleKey, exampleLog } from './log-whole.example'
import { EXAMPLE_PINS, exampleRun } from './statement-file.example'
import { statementFileText, type StatementFile } from './statement-file'
import { utf8Bytes } from './utf8'
import { verifyFiles } from './verification'
import type { Verification } from './verification-check'

const run = exampleRun()
const own = run.statementOf('A-1001')
const [NEXT, LAST] = ['05'.repeat(32), '06'.repeat(32)] as const
const reader = { pins: EXAMPLE_PINS, account: 'A-1001', kept: null }

const verifyBytes = (bytes: Uint8Array, more: Partial<typeof reader> = {}): Verification => {
  const [verification] = verifyFiles([{ name: 'file', bytes }], { ...reader, ...more })
  if (verification === undefined) throw new Error('no verification')
  return verification
}
const verify = (statement: StatementFile, more: Partial<typeof reader> = {}) =>
  verifyBytes(utf8Bytes(statementFileText(statement)), more)
const failed = ({ checks }: Verification): string[] =>
  checks.filter(({ isPassed }) => !isPassed).map(({ step, name }) => `${step} · ${name}`)

describe('a key that the log retired', () => {
  const size = run.log.entries.length
  const pinsAt = (retiredAt: number) => ({
    ...EXAMPLE_PINS,
    keys: [exampleKey({ seed: LAST })],
    retired: [
      { vkey: exampleKey(), size: retiredAt },
      { vkey: exampleKey({ seed: NEXT }), size: size + 9 },
    ],
  })
  const checkpointOf = ({ checks }: Verification) =>
    checks.find(({ name }) => name === 'checkpoint')

  test('still vouches, two rotations later, for what it signed before', () => {
    const verification = verify(own, { pins: pinsAt(size) })
    expect(failed(verification)).toEqual([])
    expect(checkpointOf(verification)?.sentence).toContain('retired at 9 entries')
    const withReport = verifyFiles(
      [
        { name: 'report.json', bytes: utf8Bytes(run.report) },
        { name: 'report.tlog-proof', bytes: utf8Bytes(run.reportProof) },
      ],
      { ...reader, pins: pinsAt(size) },
    )
    expect(withReport.map(failed)).toEqual([[], []])
  })

  test('vouches for nothing above the size at which it was retired, and is named', () => {
    const verification = verify(own, { pins: pinsAt(size - 1) })
    expect(failed(verification)).toEqual(['log · checkpoint'])
    const [, keyId = ''] = exampleKey().split('+')
    expect(checkpointOf(verification)?.sentence).toContain(`${keyId}, retired at 8 entries`)
  })

  test('does not stand in the way of one that is in use, whoever signed first', () => {
    const note = run.log.checkpointAt(size, [EXAMPLE_SEED, LAST])
    const verification = verifyBytes(utf8Bytes(note), { pins: pinsAt(0) })
    expect(failed(verification)).toEqual([])
    expect(checkpointOf(verification)?.sentence).not.toContain('retired')
  })

  test('suffices alone for who knows no other', () => {
    expect(failed(verify(own, { pins: { ...pinsAt(size), keys: [] } }))).toEqual([])
  })

  test('must be a key of the log that can be read', () => {
    for (const vkey of ['x+1+2', exampleKey({ use: 'cosignature' })]) {
      const pins = { ...EXAMPLE_PINS, retired: [{ vkey, size }] }
      expect(failed(verify(own, { pins }))).toEqual(['log · checkpoint'])
    }
  })

  test('compares with a kept checkpoint that it signed', () => {
    const other = exampleLog(Array.from({ length: size }, (_, n) => `{"n":"${n}"}`))
    const kept = other.checkpointAt(size) as never
    expect(failed(verify(own, { kept, pins: pinsAt(size) }))).toEqual(['log · kept checkpoint'])
  })
})

test('a checkpoint by keys that nobody pinned is refused with their names', () => {
  const pins = { ...EXAMPLE_PINS, keys: [exampleKey({ seed: LAST })] }
  const [, keyId = ''] = exampleKey().split('+')
  const [check] = verifyBytes(utf8Bytes(run.log.checkpointAt(3)), { pins }).checks.slice(-1)
  expect(check?.sentence).toContain(`Its signature lines name “example.com/log” (key ${keyId})`)
})
