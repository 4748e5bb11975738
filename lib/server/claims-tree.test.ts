// Guarantees of both trees in the database: what is built there in steps is what the reading copy builds at once.
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { claimsOf } from '@/db/claim'
import { claimsTreeOf, growClaimsTree } from '@/db/claims-tree'
import { onlyRow, rowsOf } from '@/db/client'
import { sharesTreeOf } from '@/db/shares-tree'
import { groupByOwner, pick } from '@/lib/domain/allocation-group'
import { committedClaim } from '@/lib/domain/merkle-sum-tree/claim'
import { buildClaimsTree, buildSharesTree } from '@/lib/domain/merkle-sum-tree/tree'
import { bytesToHex } from '@noble/hashes/utils.js'
import { freezeClaims, growTree, startClaimImport, storeClaimChunk } from './claim'
import { showClawback } from './clawback-detail'
import { database } from './database'
import { env } from './env'
import { treeKeeping } from './log-book'
import { asOwner } from './owner.example'
import {
  call,
  done,
  growWhole,
  newFund,
  newOfficer,
  newVenue,
  propose,
  sign,
  draft,
} from './venue.example'

const HEADER = 'account,base,class,cap,owner,weight'
const lines = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const group = ['eligible', 'house', 'exempt'][index % 3] ?? ''
    const owner = group === 'eligible' && index < 60 ? `owner-${index % 4}` : ''
    return `acc-${index},${(4 + index / 100).toFixed(2)},${group},${index % 5 === 0 ? '3.00' : ''},${owner},${owner ? '1/2' : ''}`
  })

const imported = async (count: number) => {
  const [analyst, fundId] = [await newOfficer('analyst'), await newFund()]
  const { importId } = done(
    await call(startClaimImport, analyst, {
      fundId,
      numeraire: 'profit',
      cutoffAt: '2026-01-01T00:00:00Z',
      fileName: 'claims.csv',
      rows: count,
    }),
  )
  const text = [HEADER, ...lines(count)].join('\n')
  done(await call(storeClaimChunk, analyst, { importId, firstLine: 2, text }))
  return { analyst, importId }
}

const treeOf = (snapshotId: string) =>
  database().read((db) => claimsTreeOf(db, snapshotId, env().SECRETS_KEY))

const committed = async (snapshotId: string, master: Uint8Array) => {
  const claims = await database().read((db) => claimsOf(db, snapshotId))
  return groupByOwner(claims).map(({ members }) => ({
    accounts: pick(claims, members).map(({ account }) => account),
    ...committedClaim(pick(claims, members), master),
  }))
}

test('a tree that grows piece by piece, and is interrupted, has the root of the reading copy', async () => {
  const { importId } = await imported(1_600)
  const grow = (pieces: number) =>
    database().transact((tx) => growClaimsTree(tx, importId, { keeping: treeKeeping(), pieces }))
  expect(await grow(1)).toEqual({ done: 1, of: 4 })
  const killed = database().transact(async (tx) => {
    await growClaimsTree(tx, importId, { keeping: treeKeeping(), pieces: 2 })
    throw new Error('the connection is lost')
  })
  await expect(killed).rejects.toThrow('lost')
  expect((await treeOf(importId))?.root).toBeNull()
  expect(await grow(1)).toEqual({ done: 2, of: 4 })
  expect(await grow(64)).toEqual({ done: 4, of: 4 })
  expect(await grow(64)).toEqual({ done: 4, of: 4 })
  const tree = await treeOf(importId)
  if (!tree) throw new Error('expected a tree, got none')
  const claims = (await committed(importId, tree.master)).map(({ claim }) => claim)
  const { root } = buildClaimsTree({ master: tree.master, context: tree.context, claims })
  expect(tree.root).toBe(bytesToHex(root))
})

test('a proposal’s tree has the root of the reading copy over the stored levies', async () => {
  const venue = await newVenue(lines(1_100), HEADER)
  const ref = await propose(venue)
  const tree = await treeOf(venue.snapshotId)
  const shares = await database().read((db) => sharesTreeOf(db, ref))
  if (!tree || !shares) throw new Error('expected both trees')
  const rows = await database().read((db) =>
    rowsOf<{ account: string; amount: string }>(
      db,
      sql`select account, amount::text from levy where clawback_id = ${ref.clawbackId}`,
    ),
  )
  const paid = new Map(rows.map(({ account, amount }) => [account, BigInt(amount)]))
  const groups = await committed(venue.snapshotId, tree.master)
  const levies = new Map(
    groups.map(({ claim, accounts }) => [
      claim.account,
      accounts.reduce((all, account) => all + (paid.get(account) ?? 0n), 0n),
    ]),
  )
  const claims = groups.map(({ claim }) => claim)
  const claimsTree = buildClaimsTree({ master: tree.master, context: tree.context, claims })
  const { root } = buildSharesTree({ claimsTree, context: shares.context, levies })
  expect(shares.root).toBe(bytesToHex(root))
})

test('nothing is frozen before its tree, and nothing is added after it is begun', async () => {
  const { analyst, importId } = await imported(20)
  expect(await call(freezeClaims, analyst, { importId })).toMatchObject({ code: 'incomplete' })
  done(await call(growTree, analyst, { importId }))
  const late = { importId, firstLine: 22, text: `${HEADER}\nlate,1.00,eligible,,,` }
  expect(await call(storeClaimChunk, analyst, late)).toMatchObject({ code: 'wrong-state' })
  await growWhole(analyst, importId)
  done(await call(freezeClaims, analyst, { importId }))
  expect(await call(growTree, analyst, { importId })).toMatchObject({ code: 'unknown' })
})

test('a new import takes the unfinished one with it, its tree and its secret', async () => {
  const { analyst, importId } = await imported(20)
  done(await call(growTree, analyst, { importId }))
  const fundId = await newFund()
  const opening = {
    fundId,
    numeraire: 'profit',
    cutoffAt: '2026-01-01T00:00:00Z',
    fileName: 'x',
    rows: 1,
  }
  done(await call(startClaimImport, analyst, opening))
  const left = await database().read((db) =>
    onlyRow<{ rows: number }>(
      db,
      sql`select ((select count(*) from snapshot_secret where snapshot_id = ${importId}) + (select count(*) from claims_tree where snapshot_id = ${importId})
        + (select count(*) from claims_piece where snapshot_id = ${importId}) + (select count(*) from claims_node where snapshot_id = ${importId}))::int as rows`,
    ),
  )
  expect(left?.rows).toBe(0)
})

test('the secret of a tree is not in the database in the clear', async () => {
  const { analyst, importId } = await imported(20)
  done(await call(growTree, analyst, { importId }))
  const tree = await treeOf(importId)
  const row = await database().read((db) =>
    onlyRow<{ sealed: string }>(
      db,
      sql`select sealed from snapshot_secret where snapshot_id = ${importId}`,
    ),
  )
  const clear = btoa(String.fromCharCode(...(tree?.master ?? [])))
  expect(row?.sealed).not.toContain(clear.slice(0, 20))
  const other = database().read((db) => claimsTreeOf(db, importId, 'f'.repeat(64)))
  await expect(other).rejects.toThrow()
})

test('a run over a snapshot whose secret was deleted is not proposed, and says why', async () => {
  const venue = await newVenue()
  const ref = await draft(venue)
  await asOwner().transact((tx) =>
    rowsOf(tx, sql`delete from snapshot_secret where snapshot_id = ${venue.snapshotId}`),
  )
  const { snapshot, permissions } = done(await call(showClawback, venue.analyst, ref))
  expect(snapshot.isProvable).toBe(false)
  expect(permissions.propose).toMatchObject({ allowed: false })
  expect(permissions.propose.sentence).toContain('has no tree in the log')
  const refused = await sign(venue.analyst, ref, 'propose')
  expect(refused).toMatchObject({ kind: 'refusal', code: 'stale' })
  expect(JSON.stringify(refused)).toContain('has no tree in the log')
})
