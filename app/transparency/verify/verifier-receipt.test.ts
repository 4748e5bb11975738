import { describe, expect, it } from 'vitest'
import { EXAMPLE_PINS, exampleRun } from '@/lib/domain/statement-file.example'
import { statementFileText } from '@/lib/domain/statement-file'
import { verifyFiles } from '@/lib/domain/verification'
import { receiptText } from './verifier-receipt'

const pins = { ...EXAMPLE_PINS, env: 'test', venue: 'Venue', site: 'https://example.com' }
const run = exampleRun({ clawbackId: 'RUN-1' })
const receiptOf = (account: string, change = (text: string) => text) => {
  const text = change(statementFileText(run.statementOf(account)))
  const files = [{ name: `${account}.json`, bytes: new TextEncoder().encode(text) }]
  return receiptText(verifyFiles(files, { pins, account, kept: null }), pins)
}

describe('the receipt', () => {
  it.each(['A-1003', 'B-2', 'X-1'])('of %s names no account, no amount of it and no salt', (id) => {
    const statement = run.statementOf(id)
    const receipt = receiptOf(id)
    const secrets = [
      ...[id, statement.account, statement.claim.inputsDigest, statement.populationSalt],
      ...statement.inputs.map(({ account }) => account),
      ...(statement.members ? [statement.members.salt] : []),
      ...statement.chunks.flatMap(({ salt, claims }) => [salt, ...claims.path.map((s) => s.hash)]),
    ].filter((secret) => secret !== undefined)
    expect(secrets.filter((secret) => receipt.includes(secret))).toEqual([])
    const amounts = [statement.levy, statement.claim.base].filter((amount) => amount !== '0')
    expect(amounts.filter((amount) => receipt.replace(/[.,]/g, '').includes(amount))).toEqual([])
  })

  it('has no amount at all, and no count of a class', () => {
    expect(receiptOf('A-1003')).not.toMatch(/USDT|eligible|house|exempt/)
  })

  it('names the verdict, the log and the checkpoint', () => {
    const receipt = receiptOf('A-1003')
    expect(receipt).toContain('All checks passed')
    expect(receipt).toContain(pins.origin)
    expect(receipt).toMatch(/Run digest: [0-9a-f]{64}/)
    expect(receipt).toMatch(/Checkpoint: \d+ entries/)
    expect(receipt).toMatch(/Root of the log: [0-9a-f]{64}/)
  })

  it('names the checks that failed, and not what they found', () => {
    const receipt = receiptOf('A-1003', (text) => text.replace(/"levy":"\d+"/, '"levy":"7777777"'))
    expect(receipt).toContain('Refused')
    expect(receipt).toContain('levy chunks')
    expect(receipt).not.toContain('7777777')
    expect(receipt).not.toContain('77,777.77')
  })
})
