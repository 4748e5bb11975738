// Guarantees about files given together: a report and a statement of one run say the same, of one log.
import { describe, expect, test } from 'vitest'
import { encodeBase64 } from './base64'
import { canonicalJson, sha256Hex, type CanonicalValue } from './canonical-json'
import { exampleLog } from './log-whole.example'
import { EXAMPLE_PINS, exampleRun, signedStatement } from './statement-file.example'
import { statementFileText, type StatementFile } from './statement-file'
import { utf8Bytes } from './utf8'
import { verifyFiles } from './verification'
import { isAccepted, type Verification } from './verification-check'
import type { ReaderPins } from './verification-order'

type Json = Record<string, CanonicalValue>

const run = exampleRun({ isPopulationHidden: false })
const own = run.statementOf('A-1003')
const INDEXES = [1, 3, 5, 6, 7]
const entries = run.log.entries.map((bytes) => JSON.parse(new TextDecoder().decode(bytes)) as Json)

const verifyTexts = (texts: readonly string[], pins: ReaderPins = EXAMPLE_PINS): Verification[] =>
  verifyFiles(
    texts.map((text, place) => ({ name: String(place), bytes: utf8Bytes(text) })),
    { pins, account: 'A-1003', kept: null },
  )
const failed = (verification: Verification | undefined): string[] =>
  (verification?.checks ?? [])
    .filter(({ isPassed }) => !isPassed)
    .map(({ step, name }) => `${step} · ${name}`)
const factOf = (verification: Verification | undefined, label: string): string | undefined =>
  verification?.facts.find((fact) => fact.label === label)?.value

/** A copy with what stands at a path of members replaced, each path by its value. */
const changed = <Value extends CanonicalValue>(value: Value, changes: Json): Value => {
  const copy = structuredClone(value)
  for (const [path, replacement] of Object.entries(changes)) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    const place = names.reduce((inner, name) => inner[name] as Json, copy as unknown as Json)
    place[last] = replacement
  }
  return copy
}

/** The statement as the exchange would sign it over these entries. */
const restated = (
  logged: CanonicalValue[],
  { indexes = INDEXES, ...more }: Partial<StatementFile> & { indexes?: number[] } = {},
) => {
  const log = exampleLog(logged.map((entry) => canonicalJson(entry)))
  const statement = signedStatement({
    ...{ ...own, ...more },
    logEntries: indexes.map((index) => encodeBase64(log.entries[index] ?? new Uint8Array())),
    logProofs: indexes.map((index) => log.proofOf(index, logged.length)),
  })
  return { log, text: statementFileText(statement) }
}

/** A report with changes that the exchange logged, beside a statement that names it. */
const republished = (changes: Record<string, CanonicalValue>): string[] => {
  const content = changed(JSON.parse(run.report) as Json, changes)
  const report = canonicalJson(content)
  const reportSha256 = sha256Hex(report)
  const { claimsRoot = '' } = content['trees'] as Json
  const logged = changed(entries, { '7.sha256': reportSha256, '7.claimsRoot': claimsRoot })
  const { log, text } = restated(logged, { reportSha256 })
  return [text, report, log.proofOf(7, logged.length)]
}

describe('a logged report beside a statement of its run', () => {
  test('is accepted when both say the same, and the statement says that they were compared', () => {
    const [statement, report, proof] = verifyTexts(republished({}))
    expect([statement, report, proof].map(failed)).toEqual([[], [], []])
    expect(factOf(statement, 'Report file')).toContain('says the same')
  })

  test.each<[string, Record<string, CanonicalValue>, string]>([
    ['another snapshot', { 'run.snapshotDigest': '2'.repeat(64) }, 'population · compared run'],
    [
      'another claims context',
      { 'trees.claimsContext.snapshotId': 'other' },
      'population · compared claims context',
    ],
    [
      'another root',
      { 'trees.claimsRoot': '2'.repeat(64), 'trees.sharesContext.claimsRoot': '2'.repeat(64) },
      'population · compared roots',
    ],
    [
      'other totals',
      { 'trees.population.totals.eligible': '1' },
      'population · compared population',
    ],
    ['other counts', { 'trees.population.counts.house': '9' }, 'population · compared population'],
    [
      'another policy',
      {
        'trees.sharesContext.policyDigest': 'bb'.repeat(32),
        'rule.policy.digest': 'bb'.repeat(32),
      },
      'rule · compared shares context',
    ],
    ['another schedule', { 'rule.schedule.weighted': true }, 'rule · compared schedule'],
    ['another total', { 'trees.levied': '5', 'waterfall.levied': '5' }, 'total · compared levies'],
    [
      'another residual',
      { 'trees.residual': '999', 'waterfall.residual': '999' },
      'total · compared residual',
    ],
    ['fewer losses', { losses: [{ shortfall: '1500003' }] }, 'total · compared losses'],
  ])('with %s is refused, and so is the statement', (_, changes, name) => {
    const [statement, report] = verifyTexts(republished(changes))
    expect(failed(statement)).toContain(name)
    expect(failed(report)).toContain(name)
    expect(report?.facts.map(({ label }) => label)).toEqual(['SHA-256 of the report'])
  })

  test('of another amount throughout is refused on both files', () => {
    const theta = { numerator: '1', denominator: '99' }
    const files = republished({
      'waterfall.levied': '500000',
      'waterfall.residual': '3',
      'waterfall.toMutualise': '500003',
      'waterfall.grossLoss': '1000003',
      losses: [{ shortfall: '1000003' }],
      'asset.code': 'BTC',
      'trees.levied': '500000',
      'trees.residual': '3',
      'trees.sharesContext.collected': '500003',
      'trees.sharesContext.schedule.theta': theta,
      'rule.schedule.theta': theta,
    })
    expect(verifyTexts(files).map(isAccepted)).toEqual([false, false, true])
  })

  test('that nobody logged is refused alone', () => {
    const [, report = ''] = republished({ 'trees.levied': '5' })
    const [statement, other] = verifyTexts([statementFileText(own), report])
    expect(failed(statement)).toEqual([])
    expect(failed(other)).toEqual(
      expect.arrayContaining(['log · included', 'total · compared levies']) as string[],
    )
  })

  test('is missed where it was not given, and the statement says so', () => {
    const [statement] = verifyTexts([statementFileText(own)])
    expect(factOf(statement, 'Report file')).toContain('not compared')
  })
})

describe('a report by itself', () => {
  test.each<[string, Record<string, CanonicalValue>, string]>([
    ['another asset than its trees', { 'asset.code': 'BTC' }, 'population · header'],
    ['another scale', { 'asset.scale': '8' }, 'population · header'],
    ['another measure', { numeraire: 'equity' }, 'population · header'],
    ['another snapshot', { 'run.snapshotId': 'S-9' }, 'population · header'],
    ['trees of two shapes', { 'trees.sharesContext.depth': '9' }, 'population · trees'],
    ['counts that are too few', { 'trees.population.counts.house': '0' }, 'population · trees'],
    ['another policy', { 'rule.policy.digest': 'bb'.repeat(32) }, 'rule · policy'],
    ['more uncovered', { 'waterfall.uncovered': '1' }, 'total · collected'],
    ['other key figures', { 'keyFigures.levied': '1' }, 'total · key figures'],
  ])('with %s is refused by its check', (_, changes, name) => {
    const [, report = '', proof = ''] = republished(changes)
    expect(failed(verifyTexts([report, proof])[0])).toContain(name)
  })
})

describe('files of two histories', () => {
  const fork = restated(changed(entries, { '8.balance': '5' }))

  test('of one size are refused, all of them', () => {
    const proof = fork.log.proofOf(7, entries.length)
    const files = [statementFileText(own), fork.text, proof, run.log.checkpointAt(entries.length)]
    for (const verification of verifyTexts(files)) {
      expect(failed(verification)).toContain('log · kept checkpoint')
    }
  })

  test('are told apart only by what a pinned key signed', () => {
    const foreign = fork.log.proofOf(7, entries.length).replaceAll('example.com/log', 'x.com/log')
    const [statement] = verifyTexts([statementFileText(own), foreign])
    expect(failed(statement)).toEqual([])
  })
})

describe('a statement that knows no report', () => {
  const UNPUBLISHED = { reportVersion: null, reportSha256: null, indexes: INDEXES.slice(0, 4) }
  const statementOver = (size: number, more: Partial<StatementFile> = {}) =>
    restated(entries.slice(0, size), { ...UNPUBLISHED, ...more }).text

  test('must not speak of one of another name', () => {
    const [statement] = verifyTexts([statementOver(9, { reportId: 'OTHER' })])
    expect(failed(statement)).toEqual(['population · report id'])
    expect(failed(verifyTexts([statementOver(9)])[0])).toEqual([])
  })

  test('is refused beside the logged report that its own checkpoint covers', () => {
    const [statement] = verifyTexts([statementOver(9), run.report, run.reportProof])
    expect(failed(statement)).toEqual(['population · unpublished'])
  })

  test('is accepted beside a report that was logged later', () => {
    const verified = verifyTexts([statementOver(7), run.report, run.reportProof])
    expect(verified.map(failed)).toEqual([[], [], []])
  })
})

describe('the place and the order of a run', () => {
  test('of another environment than the pinned one is refused', () => {
    const files = [statementFileText(own), run.report, run.reportProof]
    const inTest = verifyTexts(files, { ...EXAMPLE_PINS, env: 'test' })
    expect(inTest.map(failed)).toEqual([[], [], []])
    const [statement, report] = verifyTexts(files, { ...EXAMPLE_PINS, env: 'production' })
    expect(failed(statement)).toEqual(['log · pinned environment'])
    expect(failed(report)).toContain('log · pinned environment')
  })

  test.each([
    ['snapshot', '3.at', '2026-11-22T12:00:01Z'],
    ['execution', '6.at', '2026-11-22T11:59:59Z'],
    ['report', '7.at', '2026-11-22T11:59:59Z'],
  ])('with an entry of type %s out of time is refused', (_, path, at) => {
    const [statement] = verifyTexts([restated(changed(entries, { [path]: at })).text])
    expect(failed(statement)).toEqual(['population · times'])
  })

  test.each([[[]], [['4'.repeat(64)]]])('with the decisions %j is refused', (decisions) => {
    const [statement] = verifyTexts([restated(changed(entries, { '6.decisions': decisions })).text])
    expect(failed(statement)).toEqual(['population · decisions'])
  })

  test('with a statement key that came after the execution is accepted and says so', () => {
    const later = [...entries, entries[1] ?? {}] as CanonicalValue[]
    const [statement] = verifyTexts([restated(later, { indexes: [9, 3, 5, 6, 7] }).text])
    expect(failed(statement)).toEqual([])
    expect(factOf(statement, 'Statement key')).toContain('entry 9')
  })
})

test('what turns the writing or breaks a line is written out, in facts, sentences and names', () => {
  const turned = exampleRun({ clawbackId: 'CB\u202e1\u2028' })
  const name = 'a\u202etxt.exe'
  const bytes = utf8Bytes(statementFileText(turned.statementOf('A-1003')))
  const reader = { pins: EXAMPLE_PINS, account: 'A-1003', kept: null }
  const [verification] = verifyFiles([{ name, bytes }], reader)
  expect(isAccepted(verification!)).toBe(true)
  expect(JSON.stringify(verification)).not.toMatch(/[\u202e\u2028]/)
  expect(factOf(verification, 'Report')).toContain('CB\\u{202e}1\\u{2028}')
})
