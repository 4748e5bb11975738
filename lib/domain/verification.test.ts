// Guarantees of the verifier: what is right is accepted, what was changed is refused by a named check.
import { getPublicKey } from '@noble/ed25519'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RULES } from './allocation-schedule'
import { plainTerms } from './allocation-terms'
import { encodeBase64 } from './base64'
import { canonicalJson, type CanonicalValue } from './canonical-json'
import { exampleKey, exampleLog } from './log-whole.example'
import { EXAMPLE_CLAIMS, EXAMPLE_PINS, exampleRun, signedStatement } from './statement-file.example'
import { statementFileText, type StatementFile } from './statement-file'
import { utf8Bytes } from './utf8'
import { verifyFiles } from './verification'
import { isAccepted, type Verification } from './verification-check'
import { PROVES, PROVES_UNPUBLISHED, REFUSALS } from './verification-wording'

const run = exampleRun()
const own = run.statementOf('A-1001')
const bytesOf = (statement: StatementFile): Uint8Array => utf8Bytes(statementFileText(statement))
const textOf = (base64: string): string => atob(base64)
const reader = { pins: EXAMPLE_PINS, account: 'A-1001', kept: null }

const verifyBytes = (bytes: Uint8Array, more: Partial<typeof reader> = {}): Verification => {
  const [verification] = verifyFiles([{ name: 'file', bytes }], { ...reader, ...more })
  if (verification === undefined) throw new Error('no verification')
  return verification
}
const verifyText = (text: string) => verifyBytes(utf8Bytes(text))
const verify = (statement: StatementFile, more: Partial<typeof reader> = {}) =>
  verifyBytes(bytesOf(statement), more)
const failed = ({ checks }: Verification): string[] =>
  checks.filter(({ isPassed }) => !isPassed).map(({ step, name }) => `${step} · ${name}`)

/** Changed and signed again by the statement key: only what the signature does not cover can refuse it. */
const resigned = (change: (statement: StatementFile) => StatementFile): Verification =>
  verify(signedStatement(change(own)))

describe('a statement that is right', () => {
  test.each(EXAMPLE_CLAIMS.map(({ account }) => account))('is accepted for %s', (account) => {
    const verification = verify(run.statementOf(account), { account })
    expect(failed(verification)).toEqual([])
    expect(verification).toMatchObject({ kind: 'statement' })
  })

  test.each(RULES.flatMap((rule) => [plainTerms(rule), plainTerms(rule, 'largest-remainder')]))(
    'is accepted under $rule with $rounding',
    (terms) => {
      const claims = EXAMPLE_CLAIMS.map((claim) => ({ ...claim, cap: null }))
      const other = exampleRun({ terms, claims })
      for (const account of ['A-1001', 'B-2', 'H-2', 'X-1']) {
        const verification = verify(other.statementOf(account), { account })
        expect(failed(verification)).toEqual([])
        const isRateChecked = verification.checks.some(({ name }) => name === 'theta')
        const isRateTold = verification.facts.some(({ label }) => label === 'Rate')
        expect(isRateTold).toBe(!isRateChecked)
      }
    },
  )

  test('is accepted where the log shows the totals and where nothing is published yet', () => {
    for (const options of [{ isPopulationHidden: false }, { isPublished: false }]) {
      expect(failed(verify(exampleRun(options).statementOf('A-1001')))).toEqual([])
    }
  })

  test('tells an owner his share of the levy of his accounts', () => {
    const shares = ['B-1', 'B-2', 'B-3'].map((account) => {
      const { facts } = verify(run.statementOf(account), { account })
      return facts.find(({ label }) => label === 'Levy of this account')?.value ?? ''
    })
    const units = shares.map((share) => BigInt(share.replace(/[^0-9]/g, '')))
    expect(units.reduce((a, b) => a + b)).toBe(BigInt(run.statementOf('B-1').levy))
  })

  test('is told in one sentence: a single account, accounts of one owner, an exempt one', () => {
    const sentences = ['A-1001', 'B-2', 'X-1'].map(
      (account) => verify(run.statementOf(account), { account }).conclusion,
    )
    expect(sentences[0]).toMatch(
      /^Your levy is [\d.,]+ USDT, [\d.]+ % of 1,234\.57 USDT of profit; every check passed\.$/,
    )
    expect(sentences[1]).toMatch(/^The levy of your 3 accounts .*, of which .* fall on B-2; every/)
    expect(sentences[2]).toContain('exempt: the exchange classed this account so in its frozen')
  })

  test('speaks of a published report only where there is one', () => {
    expect(verify(own).proves).toEqual(PROVES)
    const { proves, facts } = verify(exampleRun({ isPublished: false }).statementOf('A-1001'))
    expect(proves).toEqual(PROVES_UNPUBLISHED)
    expect(proves.join(' ')).not.toContain('the published')
    expect(facts.find(({ label }) => label === 'Report')?.value).toBe('no public report')
    const sums = facts.filter(({ label }) => ['All levies', 'Collected'].includes(label))
    expect(sums.map(({ isPrivate }) => isPrivate)).toEqual([true, true])
  })

  test('tells the counts of a hidden population to the reader alone', () => {
    const isPrivate = (options: Parameters<typeof exampleRun>[0]) =>
      verify(exampleRun(options).statementOf('A-1001')).facts.find(
        ({ label }) => label === 'Population',
      )?.isPrivate
    expect(isPrivate({ isPopulationHidden: true })).toBe(true)
    expect(isPrivate({ isPopulationHidden: false })).toBe(false)
  })

  test('keeps account and amounts out of what a receipt may hold', () => {
    const { facts } = verify(own)
    const shown = facts.filter(({ isPrivate }) => !isPrivate).map(({ value }) => value)
    expect(shown.join(' ')).not.toMatch(/A-1001|1,234\.57/)
    expect(facts.find(({ label }) => label === 'Levy')?.isPrivate).toBe(true)
  })
})

describe('what a refusal means', () => {
  const unsigned = { ...own, levy: '1' }
  const ofAnotherKey = { ...EXAMPLE_PINS, keys: [exampleKey({ seed: '05'.repeat(32) })] }
  const forged = signedByNewcomer()
  test.each([
    ['a slip of the reader', () => verify(own, { account: 'A-1002' }), 'otherAccount'],
    ['somebody else’s group', () => verify(run.statementOf('B-1')), 'otherAccount'],
    ['no account', () => verify(own, { account: null as never }), 'noAccount'],
    ['a slip over a changed file', () => verify(unsigned, { account: 'A-1002' }), 'unsigned'],
    [
      'a slip over a signed file that is wrong',
      () => verify(signedStatement(unsigned), { account: 'A-1002' }),
      'signedStatement',
    ],
    [
      'a signed claim of somebody else',
      () => resigned((s) => ({ ...s, claim: { ...s.claim, account: 'A-1002' } })),
      'signedStatement',
    ],
    ['keys that nobody knows here', () => verify(own, { pins: ofAnotherKey }), 'unknownKey'],
    [
      'another log',
      () => verify(own, { pins: { ...EXAMPLE_PINS, origin: 'b.example/log' } }),
      'unknownKey',
    ],
    ['a changed file', () => verify(unsigned), 'unsigned'],
    ['a key that is not in the log', () => verify(forged), 'unsigned'],
    [
      'entries that cannot be read',
      () => verify({ ...own, logProofs: own.logProofs.slice(1) }),
      'unsigned',
    ],
    [
      'a signed file that is wrong',
      () => resigned((s) => ({ ...s, levy: '1' })),
      'signedStatement',
    ],
    ['a signed file of another log', () => resigned(ofEvilLog), 'signedStatement'],
    [
      'a kept text that is none',
      () => verify(own, { kept: 'nonsense' as never }),
      'keptCheckpoint',
    ],
    ['a file of another kind', () => verifyText('<!doctype html>'), 'unread'],
    ['a file that is not whole', () => verifyText('{"type":"statement","v":1}'), 'unread'],
    ['a report alone', () => verifyText(run.report), 'notLogged'],
    ['a proof alone', () => verifyText(run.reportProof), 'notLogged'],
  ] as const)('%s', (_, verification, refusal) => {
    const { conclusion, proves } = verification()
    expect(conclusion).toBe(REFUSALS[refusal])
    expect(proves).toEqual([])
  })
})

const ofEvilLog = (statement: StatementFile): StatementFile => ({
  ...statement,
  logOrigin: 'evil.example/log',
})

/** A statement key of the forger's own in the place of the logged one. */
function signedByNewcomer(): StatementFile {
  const publicKey = bytesToHex(getPublicKey(hexToBytes('09'.repeat(32))))
  const [first = '', ...rest] = own.logEntries
  const entry = textOf(first).replace(/("publicKey":")[0-9a-f]{64}/, `$1${publicKey}`)
  const logEntries = [encodeBase64(utf8Bytes(entry)), ...rest]
  return signedStatement({ ...own, levy: '1', logEntries }, '09'.repeat(32))
}

describe('a changed file', () => {
  test('is refused whichever byte is changed', () => {
    const bytes = bytesOf(own)
    const accepted: number[] = []
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = bytes.slice()
      changed[at] = (changed[at] ?? 0) ^ 1
      if (isAccepted(verifyBytes(changed))) accepted.push(at)
    }
    expect(accepted).toEqual([])
  }, 300_000)

  test('is refused wherever it is cut off', () => {
    const bytes = bytesOf(own)
    for (let length = 0; length < bytes.length; length += 501) {
      expect(verifyBytes(bytes.slice(0, length)).kind).toBe('unreadable')
    }
    expect(isAccepted(verifyBytes(bytes.slice(0, -1)))).toBe(false)
  })

  test.each([
    [
      'signed by another key',
      () => verify(signedStatement(own, '09'.repeat(32))),
      'log · signature',
    ],
    [
      'chunks in the wrong order',
      () => resigned((s) => ({ ...s, chunks: [...s.chunks].reverse() })),
      'my claim · chunks',
    ],
    [
      'entries in the wrong order',
      () =>
        resigned((s) => ({
          ...s,
          logEntries: swapped(s.logEntries),
          logProofs: swapped(s.logProofs),
        })),
      'log · entries',
    ],
    [
      'proofs in the wrong order',
      () => resigned((s) => ({ ...s, logProofs: swapped(s.logProofs) })),
      'log · included',
    ],
    [
      'an entry left out',
      () =>
        resigned((s) => ({
          ...s,
          logEntries: s.logEntries.slice(1),
          logProofs: s.logProofs.slice(1),
        })),
      'log · entries',
    ],
    [
      'a proof left out',
      () => resigned((s) => ({ ...s, logProofs: s.logProofs.slice(1) })),
      'log · entries',
    ],
    [
      'another log',
      () => resigned((s) => ({ ...s, logOrigin: 'evil.example/log' })),
      'log · origin',
    ],
    [
      'another environment',
      () => resigned((s) => ({ ...s, env: 'production' })),
      'log · environment',
    ],
    [
      'a report that is not the logged one',
      () => resigned((s) => ({ ...s, reportSha256: '0'.repeat(64) })),
      'population · report',
    ],
    [
      'another version of the report',
      () => resigned((s) => ({ ...s, reportVersion: '2' })),
      'population · report',
    ],
    [
      'a report hidden',
      () => resigned((s) => ({ ...s, reportVersion: null, reportSha256: null })),
      'population · report',
    ],
    [
      'totals that were not logged',
      () => resigned((s) => ({ ...s, totals: { ...s.totals, house: '1' } })),
      'population · logged totals',
    ],
    [
      'counts that were not logged',
      () => resigned((s) => ({ ...s, counts: { ...s.counts, exempt: '2', house: '1' } })),
      'population · logged totals',
    ],
    ['no salt for the totals', () => resigned(withoutSalt), 'population · logged totals'],
    [
      'another cutoff',
      () =>
        resigned((s) => ({
          ...s,
          claimsContext: { ...s.claimsContext, cutoff: '2026-11-21T21:41:00Z' },
        })),
      'population · snapshot',
    ],
    [
      'another number of claims',
      () => resigned((s) => ({ ...s, claimsContext: { ...s.claimsContext, accounts: '99' } })),
      'population · counts',
    ],
    [
      'another clawback',
      () => resigned((s) => ({ ...s, sharesContext: { ...s.sharesContext, clawbackId: 'CB-2' } })),
      'population · one run',
    ],
    [
      'other inputs',
      () => resigned((s) => ({ ...s, inputs: s.inputs.map((input) => ({ ...input, base: '1' })) })),
      'my claim · inputs',
    ],
    [
      'inputs of another account',
      () =>
        resigned((s) => ({ ...s, inputs: s.inputs.map((input) => ({ ...input, account: 'Z' })) })),
      'my claim · input accounts',
    ],
    [
      'a levy one unit higher',
      () => resigned((s) => ({ ...s, levy: (BigInt(s.levy) + 1n).toString() })),
      'total · levy chunks',
    ],
    [
      'a levy with a leading zero',
      () => resigned((s) => ({ ...s, levy: `0${s.levy}` })),
      'my claim · integer',
    ],
    [
      'a hash in upper case',
      () =>
        resigned((s) => ({
          ...s,
          sharesContext: { ...s.sharesContext, policyDigest: 'A'.repeat(64) },
        })),
      'my claim · hex',
    ],
    [
      'a residual of another size',
      () => resigned((s) => ({ ...s, residual: '999' })),
      'total · collected',
    ],
    [
      'a statement of another account',
      () => verify(own, { account: 'A-1002' }),
      'my claim · account',
    ],
    ['no account typed', () => verify(own, { account: null as never }), 'my claim · account'],
    [
      'a group without the reader',
      () => verify(run.statementOf('B-1'), { account: 'A-1001' }),
      'my claim · group',
    ],
    [
      'other pinned keys',
      () =>
        verify(own, {
          pins: { ...EXAMPLE_PINS, keys: [exampleKey({ seed: '05'.repeat(32) })] },
        }),
      'log · checkpoint',
    ],
    [
      'no pinned key',
      () => verify(own, { pins: { ...EXAMPLE_PINS, keys: [] } }),
      'log · checkpoint',
    ],
    [
      'a pinned key that is none',
      () => verify(own, { pins: { ...EXAMPLE_PINS, keys: ['x+1+2'] } }),
      'log · checkpoint',
    ],
  ])('%s is refused by its check', (_, verification, name) => {
    expect(failed(verification())).toContain(name)
  })

  test('of another run is refused, roots and report alike', () => {
    const other = exampleRun({ clawbackId: 'CB-2026-002' }).statementOf('A-1001')
    const mixed = signedStatement({
      ...own,
      logEntries: other.logEntries,
      logProofs: other.logProofs,
    })
    expect(failed(verify(mixed))).toEqual(
      expect.arrayContaining(['population · one run', 'population · report']) as string[],
    )
  })

  test('whose entry’s key is retired is refused', () => {
    const log = exampleLog(
      own.logEntries.map((entry) => textOf(entry).replace('"active"', '"retired"')),
    )
    const statement = signedStatement({
      ...own,
      logEntries: log.entries.map(encodeBase64),
      logProofs: log.entries.map((_, index) => log.proofOf(index, log.entries.length)),
    })
    expect(failed(verify(statement))).toContain('log · signature')
  })
})

const withoutSalt = (statement: StatementFile): StatementFile => {
  const copy = { ...statement }
  delete copy.populationSalt
  return copy
}
const swapped = (items: readonly string[]): string[] => [
  ...items.slice(0, 1),
  ...items.slice(1, 3).reverse(),
  ...items.slice(3),
]

describe('a hostile file', () => {
  const text = statementFileText(own)
  test.each([
    ['nothing', '', 'file · size'],
    ['a float', text.replace('"v":1', '"v":1.0'), 'file · JSON'],
    ['a duplicate member', text.replace('"v":1', '"v":1,"v":1'), 'file · JSON'],
    ['a lone surrogate', text.replace('"env":"test"', '"env":"\\ud800"'), 'file · JSON'],
    ['other spacing', text.replace('"v":1', '"v": 1'), 'file · JSON'],
    ['a final line end', `${text}\n`, 'file · JSON'],
    ['deep nesting', `{"a":${'['.repeat(100_000)}`, 'file · JSON'],
    ['a byte order mark', `\uFEFF${text}`, 'file · kind'],
    ['a web page', '<!doctype html>', 'file · kind'],
    ['another type', '{"type":"letter","v":1}', 'file · kind'],
    ['evidence of nothing', '{"type":"evidence","v":1}', 'file · members'],
    ['a proposal of nothing', '{"type":"proposal","v":1}', 'file · members'],
    ['another version', text.replace('"v":1', '"v":2'), 'file · members'],
    ['an unknown member', text.replace('"v":1', '"v":1,"x":1'), 'file · members'],
    ['a missing member', text.replace('"residual":"', '"residue":"'), 'file · members'],
    ['a number where text belongs', text.replace(/"levy":"\d+"/, '"levy":5'), 'file · members'],
    ['a member __proto__', `{"__proto__":{},${text.slice(1)}`, 'file · members'],
    ['a proof of another version', 'c2sp.org/tlog-proof@v2\nindex 1\n\n', 'file · members'],
  ])('with %s is refused with one sentence', (_, changed, name) => {
    const verification = verifyText(changed)
    expect(failed(verification)).toEqual([name])
    expect(verification.checks[0]?.sentence).toMatch(/^[A-Z].*\.$/)
  })

  test('of 100 MB is refused at once, and so is one that is not UTF-8', () => {
    const start = performance.now()
    expect(failed(verifyBytes(new Uint8Array(100_000_000).fill(0x5b)))).toEqual(['file · size'])
    expect(performance.now() - start).toBeLessThan(1000)
    expect(failed(verifyBytes(Uint8Array.of(0x7b, 0xff, 0x7d)))).toEqual(['file · text'])
  })

  test('of 4 MB of anything takes seconds at most', () => {
    const most = 4 * 1024 * 1024
    const start = performance.now()
    for (const piece of [
      '[',
      '{"a":',
      '"',
      '{}',
      '1',
      'c2sp.org/tlog-proof@v1\n',
      'a\n\n— a b\n',
      '\u0301',
    ]) {
      const long = piece.repeat(Math.ceil(most / piece.length / 2)).slice(0, most / 2)
      expect(isAccepted(verifyText(long))).toBe(false)
      expect(isAccepted(verifyText(`{"type":"statement","v":${long}`))).toBe(false)
    }
    expect(performance.now() - start).toBeLessThan(20_000)
  })

  test('never throws, whatever single value is put anywhere', () => {
    const paths = pathsOf(own)
    const value = fc.oneof(
      fc.constantFrom<CanonicalValue>(
        '',
        '0',
        '-1',
        '1e9',
        'g:',
        null,
        0,
        true,
        [],
        {},
        '9'.repeat(400),
      ),
      fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !/\p{Surrogate}/u.test(text)),
    )
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, replacement) => {
        const changed = withValue(own, path, replacement)
        const verification = verifyText(canonicalJson(changed))
        expect(isAccepted(verification) && canonicalJson(changed) !== text).toBe(false)
        const again = signedStatement(changed as unknown as StatementFile)
        const signed = verifyText(canonicalJson(again))
        expect(signed.checks.length).toBeGreaterThan(0)
      }),
      { numRuns: 400 },
    )
  }, 120_000)
})

const pathsOf = (value: CanonicalValue): string[][] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => [
        [name],
        ...pathsOf(inner).map((rest) => [name, ...rest]),
      ])
    : []

const withValue = (
  value: CanonicalValue,
  [name, ...rest]: readonly string[],
  replacement: CanonicalValue,
): CanonicalValue => {
  if (name === undefined) return replacement
  const copy = structuredClone(value) as Record<string, CanonicalValue>
  copy[name] = withValue(copy[name] ?? null, rest, replacement)
  return copy
}

describe('a kept checkpoint', () => {
  const size = run.log.entries.length

  test('of the same size must have the same root', () => {
    expect(failed(verify(own, { kept: run.log.checkpointAt(size) as never }))).toEqual([])
    const other = exampleLog(Array.from({ length: size }, (_, n) => `{"n":"${n}"}`))
    const verification = verify(own, { kept: other.checkpointAt(size) as never })
    expect(failed(verification)).toEqual(['log · kept checkpoint'])
  })

  test('of another size is told and not judged', () => {
    const verification = verify(own, { kept: run.log.checkpointAt(3) as never })
    expect(isAccepted(verification)).toBe(true)
    expect(verification.checks.some(({ name }) => name === 'kept checkpoint')).toBe(false)
    expect(verification.facts.find(({ label }) => label === 'Kept checkpoint')?.value).toContain(
      'ballast log check',
    )
  })

  test('that is none of the pinned log refuses', () => {
    expect(failed(verify(own, { kept: 'nonsense' as never }))).toEqual(['log · kept checkpoint'])
  })

  test('given as a file is compared as well', () => {
    const other = exampleLog(Array.from({ length: size }, (_, n) => `{"n":"${n}"}`))
    const files = [
      { name: 'statement.json', bytes: bytesOf(own) },
      { name: 'checkpoint', bytes: utf8Bytes(other.checkpointAt(size)) },
    ]
    const [statement, checkpoint] = verifyFiles(files, reader)
    expect(failed(statement!)).toEqual(['log · kept checkpoint'])
    expect(failed(checkpoint!)).toEqual(['log · kept checkpoint'])
  })
})

describe('a report', () => {
  const report = { name: 'report.json', bytes: utf8Bytes(run.report) }
  const proof = { name: 'report.tlog-proof', bytes: utf8Bytes(run.reportProof) }
  const statement = { name: 'statement.json', bytes: bytesOf(own) }
  const kinds = (...files: { name: string; bytes: Uint8Array }[]) =>
    verifyFiles(files, reader).map((verification) => failed(verification))

  test('is accepted beside its proof or beside a statement that belongs to it', () => {
    expect(kinds(report, proof)).toEqual([[], []])
    expect(kinds(statement, report)).toEqual([[], []])
  })

  test('is not logged by itself, nor is a proof without its report', () => {
    expect(kinds(report)).toEqual([['log · included']])
    expect(kinds(proof)).toEqual([['log · included']])
  })

  test('is refused after any change that leaves its form whole', () => {
    const content = JSON.parse(run.report) as CanonicalValue
    const paths = pathsOf(content).filter((path) => !path.includes('type') && !path.includes('v'))
    for (const path of paths) {
      const changed = utf8Bytes(canonicalJson(withValue(content, path, '9')))
      const [verification] = verifyFiles([{ name: 'report.json', bytes: changed }, proof], reader)
      expect(isAccepted(verification!)).toBe(false)
    }
  })

  test.each([
    ['a waterfall that does not add up', ['waterfall', 'fundDraw'], '1', 'total · waterfall'],
    ['losses that do not add up', ['losses', '0', 'shortfall'], '1', 'total · losses'],
    ['another levied total', ['trees', 'levied'], '1', 'total · collected'],
    ['another schedule', ['rule', 'schedule', 'theta', 'numerator'], '1', 'rule · schedule'],
    ['another log', ['trees', 'claimsContext', 'logOrigin'], 'x', 'log · origin'],
  ] as const)('with %s is refused by its check', (_, path, value, name) => {
    const content = JSON.parse(run.report) as CanonicalValue
    const changed = utf8Bytes(canonicalJson(withValue(content, [...path], value)))
    const [verification] = verifyFiles([{ name: 'report.json', bytes: changed }, proof], reader)
    expect(failed(verification!)).toEqual(
      expect.arrayContaining(['log · included', name]) as string[],
    )
  })

  test('of another run does not belong to a statement', () => {
    const other = exampleRun({ clawbackId: 'CB-2026-002' })
    expect(kinds(statement, { name: 'r', bytes: utf8Bytes(other.report) })).toEqual([
      [],
      ['log · included'],
    ])
  })
})
