import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { describe, expect, it } from 'vitest'
import { CHECKS } from '@/lib/domain/merkle-sum-tree/verification'
import {
  claimDigest,
  claimsContextDigest,
  sharesContextDigest,
} from '@/lib/domain/merkle-sum-tree/context'
import { claimsLeaf, sharesLeaf } from '@/lib/domain/merkle-sum-tree/leaf'
import { accountSecret, cutOf, leafPosition } from '@/lib/domain/merkle-sum-tree/secret'
import type { ClaimsContext, SharesContext } from '@/lib/domain/merkle-sum-tree/format'
import type { EvidenceBundle } from '@/lib/domain/evidence-bundle'
import {
  CONTENT,
  exampleChange,
  exampleEvidence,
  policyOf,
} from '@/lib/domain/evidence-bundle.example'
import { proposalFile } from '@/lib/domain/proposal-file'
import { isAccepted } from '@/lib/domain/verification-check'
import { exampleRun, EXAMPLE_PINS } from '@/lib/domain/statement-file.example'
import { statementFileText } from '@/lib/domain/statement-file'
import { verifyFiles } from '@/lib/domain/verification'
import runVector from '@/lib/domain/log-vectors/run.json'
import vector from '@/lib/domain/merkle-sum-tree/vectors/lmst1.json'
import { vectorFile } from './vectors/[name]/vector-file'
import { formatHeadings, formatHtml, formatMarkdown } from './format.generated'

const claims = claimsContextDigest(vector.report.claimsContext as ClaimsContext)
const shares = sharesContextDigest(vector.report.sharesContext as unknown as SharesContext)
const own = vector.statements['A-1001']
const secret = accountSecret(hexToBytes(vector.master), 'A-1001')

const vectorCase = (name: string) => {
  const found = runVector.cases.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no case ${name}`)
  return found
}

const leavesOf = ({ index, chunk, salt, claims: part, shares: share }: (typeof own.chunks)[0]) => {
  const claimsLeafHash = claimsLeaf({
    ...{ context: claims, index: Number(index), salt: hexToBytes(salt), account: 'A-1001' },
    ...{ chunk: Number(chunk), claimDigest: claimDigest(own.claim as never) },
    values: part.values.map(BigInt),
  })
  const levy = BigInt(share.value)
  return [
    claimsLeafHash,
    sharesLeaf({
      context: shares,
      index: Number(index),
      ...{ claimsLeaf: claimsLeafHash, levy },
    }),
  ]
}

describe('the worked example', () => {
  it('has the digests of the vector', () => {
    const digests = [
      ...[claims, shares, claimDigest(own.claim as never), secret],
      ...[leafPosition(secret, 0), leafPosition(secret, 1), ...own.chunks.flatMap(leavesOf)],
    ].map(bytesToHex)
    const roots = [vector.report.claimsRoot, vector.report.sharesRoot]
    expect([...digests, ...roots].filter((digest) => !formatMarkdown.includes(digest))).toEqual([])
  })

  it('has the amounts of the vector', () => {
    const cut = cutOf({ secret, context: claims, column: 0, value: BigInt(own.claim.base) })
    expect(formatMarkdown).toContain(`cut          eligible ${cut.toString()}`)
    for (const { claims: part, shares: share } of own.chunks) {
      expect(formatMarkdown).toContain(`values ${part.values.join(', ')}`)
      expect(formatMarkdown).toContain(`levy ${share.value}`)
    }
    const { eligible, exempt, house, capacity, levy } = vector.report.totals
    expect(formatMarkdown).toContain(`sums ${[eligible, exempt, house, capacity].join(', ')}`)
    expect(formatMarkdown).toContain(`sum ${levy}`)
  })
})

describe('the format document', () => {
  const named = (name: string) => formatMarkdown.includes(`\`${name}\``)

  it('names every check of a claim', () => {
    const names = Object.values(CHECKS).flatMap((checks: readonly { name: string }[]) =>
      checks.map(({ name }) => name),
    )
    expect(names.filter((name) => !named(name))).toEqual([])
  })

  it('names every check of a statement, and every member of its file', () => {
    const statement = exampleRun().statementOf('B-2')
    const bytes = new TextEncoder().encode(statementFileText(statement))
    const kept = exampleRun().log.checkpointAt(9)
    const [verification] = verifyFiles([{ name: 'a', bytes }], {
      ...{ pins: EXAMPLE_PINS, account: 'B-2', kept },
    })
    const names = verification?.checks.map(({ name }) => name) ?? []
    expect(names.filter((name) => !named(name))).toEqual([])
    const members = Object.keys(statement)
    expect(members.filter((name) => !named(name) && !named(`${name}?`))).toEqual([])
  })

  it('names every check of a report beside its statement, and every member that is compared', () => {
    const { files } = vectorCase('a report with a statement that belongs to it')
    const given = files.map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) }))
    const verifications = verifyFiles(given, {
      ...{ pins: EXAMPLE_PINS, account: 'A-1001', kept: null },
    })
    const names = verifications.flatMap(({ checks }) => checks.map(({ name }) => name))
    expect(names.filter((name) => !named(name))).toEqual([])
    const { trees, ...report } = JSON.parse(files[0]?.text ?? '') as { trees: object }
    const parts = Object.values(report).filter((part) => typeof part === 'object' && part !== null)
    const members = [report, trees, ...parts.filter((part) => !Array.isArray(part))]
    const known = /[A-Za-z0-9]+/g
    const words = new Set(formatMarkdown.match(known))
    expect(members.flatMap((part) => Object.keys(part)).filter((name) => !words.has(name))).toEqual(
      [],
    )
  })

  it('names every check of evidence and of a proposal, and every member that is signed', () => {
    const change = exampleChange({
      ...{ kind: 'policy-adopted', policy: policyOf('2') },
      replaces: { version: '1', digest: policyOf('1').digest, content: CONTENT },
    })
    const run = exampleEvidence()
    const texts = [run.text, change.text, proposalFile(run.subject)]
    const files = texts.map((text, at) => ({
      ...{ name: `${at}.json`, bytes: new TextEncoder().encode(text) },
    }))
    const verifications = verifyFiles(files, {
      ...{ pins: EXAMPLE_PINS, account: null, kept: null },
    })
    expect(verifications.every(isAccepted)).toBe(true)
    const names = verifications.flatMap(({ checks }) => checks.map(({ name }) => name))
    expect(names.filter((name) => !named(name))).toEqual([])
    const words = new Set(formatMarkdown.match(/[A-Za-z0-9]+/g))
    const bundles = [run.text, change.text].map((text) => JSON.parse(text) as EvidenceBundle)
    const parts = bundles.flatMap((bundle) => [
      ...[bundle, bundle.subject, bundle.signoffs[0]?.statement ?? {}],
      bundle.signoffs[0]?.evidence ?? {},
    ])
    const members = parts.flatMap((part) => Object.keys(part))
    expect(members.filter((name) => !words.has(name))).toEqual([])
  })

  it('links to vectors that are there', () => {
    const names = [...formatMarkdown.matchAll(/format\/vectors\/([a-z0-9.-]+)/g)].map(([, n]) => n)
    expect(names).toHaveLength(14)
    expect(names.filter((name) => vectorFile(name ?? '') === null)).toEqual([])
    expect(vectorFile('__proto__')).toBeNull()
  })

  it('has an anchor of its own for each heading', () => {
    const ids = formatHeadings.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !formatHtml.includes(`id="${id}"`))).toEqual([])
  })

  it('says what may be said', () => {
    const forbidden =
      /cryptographically proven|nobody was exempted|loss is proven|independent people/i
    expect(formatMarkdown).not.toMatch(forbidden)
    expect(formatMarkdown).toContain('It has had no outside review.')
  })
})
