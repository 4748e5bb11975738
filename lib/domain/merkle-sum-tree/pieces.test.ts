// The bounded builder against the published vectors and the tree that is built whole.
import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  claimsContextDigest,
  makeClaimsContext,
  makeSharesContext,
  sharesContextDigest,
} from './context'
import type { ClaimsContext, SharesContext, TreeClaim } from './format'
import { hashPiece, joinNodes, placeLeaves, startPlacement, type PlacedLeaf } from './pieces'
import { rootHash } from './node'
import type { HashBatch } from './sha256-batch'
import { openJavascriptBatch } from './sha256-batch-javascript'
import { openWasmBatch } from './sha256-batch-wasm'
import { buildClaimsTree, buildSharesTree, type SumTree } from './tree'
import { leviesOfVector, VECTORS } from './vector.example'

type Run = {
  master: Uint8Array
  claims: readonly TreeClaim[]
  claimsContext: ClaimsContext
  sharesContext: SharesContext
  levies: ReadonlyMap<string, bigint>
}

const compiled = readFileSync(new URL('../merkle-sum-tree.wasm', import.meta.url))
const module = new WebAssembly.Module(compiled)
const engines = {
  javascript: openJavascriptBatch,
  wasm: () => openWasmBatch(module),
}

describe.each(Object.entries(engines))('a tree in pieces, by the %s engine', (_, open) => {
  it.each(VECTORS)('has the leaves and roots of $name', ({ vector }) => {
    const { claimsContext, sharesContext, claimsRoot, sharesRoot } = vector.report
    const levies = leviesOfVector(vector)
    const run = {
      ...vector,
      master: hexToBytes(vector.master),
      claimsContext,
      sharesContext,
      levies,
    }
    const trees = inPieces(run, open())
    expect(bytesToHex(trees.claims.root)).toBe(claimsRoot)
    expect(bytesToHex(trees.shares.root)).toBe(sharesRoot)
    expect(hashesOf(trees.claims.levels[0], 96).slice(0, 8)).toEqual(vector.claimsLeaves)
    expect(hashesOf(trees.shares.levels[0], 48).slice(0, 8)).toEqual(vector.sharesLeaves)
  })

  it('equals the tree that is built whole, for any population', () => {
    fc.assert(
      fc.property(anyPopulation, (population) => {
        const run = runOf(population)
        expectEqual(inPieces(run, open()), wholeTrees(run))
      }),
      { numRuns: 10 },
    )
  })
})

describe('a tree of several pieces', () => {
  const run = runOf({
    master: new Uint8Array(32).fill(7),
    accounts: Array.from({ length: 520 }, (_, n) => ({
      id: `account-${n * n}`,
      base: BigInt(n) ** 6n,
      kind: n % 3,
      levy: BigInt(n),
      extra: {},
    })),
  })

  const whole = wholeTrees(run)
  const leaves = concat(whole.claims.levels[0] ?? [])

  it('equals the tree that is built whole, in whatever order its pieces come', () => {
    expectEqual(inPieces(run, openJavascriptBatch()), whole)
    expectEqual(inPieces(run, openJavascriptBatch(), 'backwards'), whole)
  })

  it('is hashed in pieces of any size, and joined from any level', () => {
    expectEqual(inPieces(run, openJavascriptBatch(), 'forwards', 64), whole)
    const rows = joinNodes({ columns: 4, level: 0, nodes: leaves })
    expect(hexOf(rows)).toEqual(hexOf(whole.claims.levels.map(concat)))
  })

  it('has the same claims tree without levies', () => {
    const own = placed(run, openJavascriptBatch())
    const piece = { ...own, master: run.master, firstIndex: 0, leaves: own.leaves.slice(0, 1024) }
    const { claims, shares } = hashPiece({ ...piece, shares: null })
    expect(shares).toBeNull()
    expect(claims[0]).toEqual(leaves.slice(0, 1024 * 96))
  })
})

describe('a placement', () => {
  const master = new Uint8Array(32).fill(9)
  const accounts = Array.from({ length: 3000 }, (_, n) => `account ${n}`)

  it('is the same however its accounts come in parts', () => {
    const placement = startPlacement({ master, count: accounts.length })
    placement.add(accounts.slice(0, 1))
    placement.add([])
    placement.add(accounts.slice(1, 2999))
    placement.add(accounts.slice(2999))
    expect(placement.end()).toEqual(placeLeaves(accounts, { master, count: accounts.length }))
  })

  it('places every leaf once', () => {
    const leaves = placeLeaves(accounts, { master, count: accounts.length })
    expect(leaves.toSorted()).toEqual(Uint32Array.from({ length: 8192 }, (_, leaf) => leaf))
  })

  it('decides by the whole position, then by the salt, where the first bits are equal', () => {
    const honest = openJavascriptBatch()
    const blind: HashBatch = {
      ...honest,
      hash: (job) => {
        honest.hash(job)
        blot(honest, job)
      },
    }
    const expected = placeLeaves(accounts.slice(0, 60), { master, count: 60 })
    expect(placeLeaves(accounts.slice(0, 60), { master, count: 60, engine: blind })).toEqual(
      expected,
    )
  })

  it('refuses more accounts, fewer accounts and an account twice', () => {
    expect(() => placeLeaves(accounts, { master, count: 2999 })).toThrow('got more')
    expect(() => placeLeaves(accounts, { master, count: 3001 })).toThrow('got 3000')
    expect(() => placeLeaves(['a', 'a'], { master, count: 2 })).toThrow('one twice')
  })
})

describe('a piece', () => {
  const claim: TreeClaim = {
    account: 'a',
    class: 'eligible',
    base: '5',
    cap: '5',
    inputsDigest: '',
  }
  const piece =
    (over: Partial<TreeClaim>, levy = 0n) =>
    () =>
      hashPiece({
        master: new Uint8Array(32),
        claimsContext: new Uint8Array(32),
        firstIndex: 0,
        leaves: [{ claim: { ...claim, ...over }, chunk: 0 }, { filler: 0 }],
        shares: { context: new Uint8Array(32), levies: [levy, 0n] },
      })

  it('refuses what is not an amount below 2^127', () => {
    for (const base of ['', '01', '-1', '1.5', '0x10', ' 1', (2n ** 127n).toString()]) {
      expect(piece({ base })).toThrow('expected')
    }
    expect(piece({}, -1n)).toThrow('from 0 to below 2^127')
    expect(piece({ base: (2n ** 127n - 1n).toString() })).not.toThrow()
  })

  it('refuses sums that are not below 2^127', () => {
    const half = (2n ** 126n).toString()
    const leaves: PlacedLeaf[] = ['a', 'b'].flatMap((account) => [
      { claim: { ...claim, account, base: half }, chunk: 0 },
      { claim: { ...claim, account, base: half }, chunk: 1 },
    ])
    const [master, claimsContext] = [new Uint8Array(32), new Uint8Array(32)]
    const whole = { master, claimsContext, firstIndex: 0, shares: null }
    expect(() => hashPiece({ ...whole, leaves })).toThrow('below 2^127')
    expect(() => hashPiece({ ...whole, leaves: leaves.slice(0, 2) })).not.toThrow()
  })

  it('refuses lone surrogates, and other than three quarters of a row of nodes', () => {
    expect(piece({ account: 'a\ud800' })).toThrow('surrogate')
    expect(() => joinNodes({ columns: 1, level: 0, nodes: new Uint8Array(3 * 48) })).toThrow(
      'full row',
    )
  })
})

/** A hash that agrees in every position's first four bytes. */
const blot = ({ memory }: HashBatch, job: Parameters<HashBatch['hash']>[0]): void => {
  const [bytes, lengths] = [new Uint8Array(memory), new Uint32Array(memory)]
  if (lengths[job.lengths / 4] !== 43) return
  for (let row = 0; row < job.rows; row += 1) {
    const at = job.into.at + row * job.into.step
    for (const half of [at, at + 16]) bytes.fill(0, half, half + 4)
  }
}

const placed = (run: Run, engine: HashBatch) => {
  const { master, claims } = run
  const accounts = claims.map(({ account }) => account)
  const order = placeLeaves(accounts, { master, count: claims.length, engine })
  const leaves = Array.from(order, (leaf): PlacedLeaf => {
    const claim = claims[leaf >> 1]
    return claim ? { claim, chunk: leaf & 1 ? 1 : 0 } : { filler: leaf - 2 * claims.length }
  })
  return {
    leaves,
    claimsContext: claimsContextDigest(run.claimsContext),
    sharesContext: sharesContextDigest(run.sharesContext),
  }
}

type Trees = Record<'claims' | 'shares', { levels: readonly Uint8Array[]; root: Uint8Array }>

const inPieces = (run: Run, engine: HashBatch, order = 'forwards', most = 1024): Trees => {
  const { leaves, claimsContext, sharesContext } = placed(run, engine)
  const size = Math.min(most, leaves.length)
  const starts = Array.from({ length: leaves.length / size }, (_, piece) => piece * size)
  if (order === 'backwards') starts.reverse()
  const pieces = starts.map((firstIndex) => {
    const own = leaves.slice(firstIndex, firstIndex + size)
    const levies = own.map((leaf) => ('claim' in leaf ? run.levies.get(leaf.claim.account)! : 0n))
    const shares = { context: sharesContext, levies }
    const { master } = run
    return hashPiece({ master, claimsContext, firstIndex, leaves: own, shares, engine })
  })
  if (order === 'backwards') pieces.reverse()
  const grow = (name: 'claims' | 'shares', context: Uint8Array) => {
    const parts = pieces.map((piece) => piece[name]!)
    const lower = parts[0]!.map((_, level) => concat(parts.map((part) => part[level]!)))
    const columns = name === 'claims' ? 4 : 1
    const upper = joinNodes({ columns, level: Math.log2(size), nodes: lower.at(-1)!, engine })
    const levels = [...lower, ...upper.slice(1)]
    const shape = { context, depth: Math.log2(leaves.length), leafCount: leaves.length }
    return { levels, root: rootHash({ ...shape, top: levels.at(-1)! }) }
  }
  return { claims: grow('claims', claimsContext), shares: grow('shares', sharesContext) }
}

const wholeTrees = ({ master, claims, claimsContext, sharesContext, levies }: Run) => {
  const claimsTree = buildClaimsTree({ master, context: claimsContext, claims })
  const sharesTree = buildSharesTree({ claimsTree, context: sharesContext, levies })
  return { claims: claimsTree as SumTree, shares: sharesTree }
}

const expectEqual = (trees: Trees, whole: Record<'claims' | 'shares', SumTree>): void => {
  for (const name of ['claims', 'shares'] as const) {
    expect(hexOf(trees[name].levels)).toEqual(hexOf(whole[name].levels.map(concat)))
    expect(trees[name].root).toEqual(whole[name].root)
  }
}

const concat = (parts: readonly Uint8Array[]): Uint8Array => concatBytes(...parts)

/** Long bytes are compared as text, which is quicker. */
const hexOf = (rows: readonly Uint8Array[]): string[] => rows.map(bytesToHex)

const hashesOf = (nodes: Uint8Array | undefined, size: number): string[] =>
  Array.from({ length: (nodes?.length ?? 0) / size }, (_, n) =>
    bytesToHex(nodes!.subarray(n * size, n * size + 32)),
  )

type Population = {
  master: Uint8Array
  accounts: { id: string; base: bigint; kind: number; levy: bigint; extra: Partial<TreeClaim> }[]
}

function runOf({ master, accounts }: Population): Run {
  const claims = accounts.map(({ id, base, kind, extra }) => ({
    account: id,
    class: (['eligible', 'exempt', 'house'] as const)[kind]!,
    base: base.toString(),
    cap: (base / BigInt(1 + (kind % 2))).toString(),
    inputsDigest: 'ab'.repeat(32),
    ...extra,
  }))
  const place = { env: 'test', logOrigin: 'example.com/log' }
  const claimsContext = makeClaimsContext({
    ...place,
    ...{ snapshotId: 's', asset: 'USDT', scale: 6, numeraire: 'profit' },
    ...{ cutoff: '2026-01-01T00:00:00Z', accounts: claims.length },
  })
  const sharesContext = makeSharesContext({
    claimsContext,
    ...{ claimsRoot: '00'.repeat(32), clawbackId: 'c', revision: 1, collected: 1n },
    policyDigest: 'aa'.repeat(32),
    schedule: VECTORS[0].vector.report.sharesContext.schedule,
  })
  const levies = new Map(accounts.map(({ id, levy }) => [id, levy]))
  return { master, claims, claimsContext, sharesContext, levies }
}

const anyAmount = fc.oneof(
  fc.bigInt({ min: 0n, max: 2n ** 63n }),
  fc.bigInt({ min: 0n, max: 3n }),
  fc.bigInt({ min: 0n, max: 2n ** 119n }),
)

const anyPopulation = fc.record({
  master: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  accounts: fc.uniqueArray(
    fc.record({
      id: fc.oneof(
        fc.string({ maxLength: 60, unit: 'binary' }),
        fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' }),
        fc.integer({ min: 100, max: 4000 }).map((length) => 'x'.repeat(length)),
      ),
      base: anyAmount,
      kind: fc.integer({ min: 0, max: 2 }),
      levy: anyAmount,
      extra: fc.constantFrom({}, { equity: '-12', weight: '1/2' }, { score: '7/3', cap: '0' }),
    }),
    { minLength: 1, maxLength: 90, selector: ({ id }) => id },
  ),
})
