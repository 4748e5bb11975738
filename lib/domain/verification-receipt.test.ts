// A receipt shows that the log has a decision, and changes nothing about what is given beside it.
import { describe, expect, it } from 'vitest'
import { encodeBase64 } from './base64'
import { canonicalJson } from './canonical-json'
import { exampleEvidence } from './evidence-bundle.example'
import { readLogEntry } from './log-entry'
import { exampleLog } from './log-whole.example'
import { receiptFile, receiptFileName } from './receipt'
import { EXAMPLE_PINS } from './statement-file.example'
import { utf8Bytes, utf8Text } from './utf8'
import { verifyFiles } from './verification'
import { isAccepted, type Verification } from './verification-check'
import { leavesOpen, PROVES_RECEIPT } from './verification-wording'

const { text: bundle, log } = exampleEvidence()
const texts = log.entries.map((bytes) => utf8Text(bytes) ?? '')
const size = log.entries.length

const kindOf = (text: string): string => {
  const read = readLogEntry(text)
  if ('problem' in read || read.entry.type !== 'decision') return ''
  return read.entry.kind
}
const place = texts.findIndex((text) => kindOf(text) === 'approve')
const entry = texts[place] ?? ''
const receipt = receiptFile({ entry, proof: log.proofOf(place, size) })

const verified = (...files: string[]): Verification[] =>
  verifyFiles(
    files.map((text, at) => ({ name: `${at}.json`, bytes: utf8Bytes(text) })),
    { pins: EXAMPLE_PINS, account: null, kept: null },
  )
const failedIn = (text: string): string[] =>
  verified(text)
    .flatMap(({ checks }) => checks)
    .filter(({ isPassed }) => !isPassed)
    .map(({ step, name }) => `${step} · ${name}`)

describe('a receipt', () => {
  it('says who decided what and when, and where the log has it', () => {
    const [one] = verified(receipt)
    expect(one && isAccepted(one)).toBe(true)
    expect(one?.conclusion).toMatch(
      /^Officer [A-Z2-7]{10}… approved clawback CB-2026-001, revision 1, at 2026-\S+Z: entry \d+ of the log, at its checkpoint of \d+ entries\.$/,
    )
    expect(one?.proves).toEqual(PROVES_RECEIPT)
    expect(leavesOpen(one ? [one] : []).join(' ')).not.toContain('your levy')
  })

  it('is accepted beside the evidence, and leaves its verdict alone', () => {
    const [alone] = verified(bundle)
    const [beside, own] = verified(bundle, receipt)
    expect(beside).toEqual(alone)
    expect(own && isAccepted(own)).toBe(true)
  })

  it('is refused when its entry is another one', () => {
    const other = receiptFile({ entry: entry.replace('approve', 'reject'), proof: proofAt(place) })
    expect(failedIn(other)).toEqual(['log · included'])
  })

  it('is refused when its entry is no decision', () => {
    expect(failedIn(receiptFile({ entry: texts[0] ?? '', proof: proofAt(0) }))).toEqual([
      'log · entries',
    ])
  })

  it('is refused when nobody pinned the key of its checkpoint', () => {
    const { proofOf } = exampleLog(texts, { seed: '0c'.repeat(32) })
    expect(failedIn(receiptFile({ entry, proof: proofOf(place, size) }))).toEqual([
      'log · checkpoint',
    ])
  })

  it.each([
    ['a member that is missing', { v: 1, type: 'receipt', entry: encodeBase64(utf8Bytes(entry)) }],
    ['a member that is unknown', { ...(JSON.parse(receipt) as object), note: 'x' }],
  ])('is refused with %s', (_, value) => {
    expect(failedIn(canonicalJson(value))).toEqual(['file · members'])
  })

  it('shows another history of the log beside the evidence', () => {
    const forged = exampleLog([...texts.slice(0, -1), entry])
    const [, own] = verified(bundle, receiptFile({ entry, proof: forged.proofOf(place, size) }))
    expect(own && isAccepted(own)).toBe(false)
  })

  it('is named after what was decided', () => {
    expect(receiptFileName({ subjectId: 'CB/1', decision: 'veto' })).toBe('receipt-CB_1-veto.json')
  })
})

const proofAt = (index: number): string => log.proofOf(index, size)
