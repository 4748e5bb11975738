// An executed and published run of any size, made as the owner: rows by SQL, trees and log by the product.
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import pg from 'pg'
import { type ClaimsTreeRow, claimsTreeOf, growClaimsTree } from '@/db/claims-tree'
import { openSnapshot } from '@/db/claim'
import { type Database, onlyRow, openDatabase, type Queryable, rowsOf } from '@/db/client'
import { appendToLog, type LogBook } from '@/db/log-book'
import { nowOf } from '@/db/moment'
import { storeSharesTree } from '@/db/shares-tree'
import { freezeLogged } from '@/db/snapshot-freeze'
import { sha256Hex, taggedDigest } from '@/lib/domain/canonical-json'
import { openSeed } from '@/lib/domain/ed25519-key'
import type { LogEntry } from '@/lib/domain/log-entry'
import { makeSharesContext } from '@/lib/domain/merkle-sum-tree/context'
import { placeOf } from '@/lib/domain/place'
import { type Draft, leviedDraft, OWNERS, scheduleOf } from './bench-proofs-levies'

/** What the measurements know of a run. `times` are milliseconds by the name of what took them. */
export type ProofsRun = {
  clawbackId: string
  snapshotId: string
  roots: { claims: string; shares: string }
  times: { place: number; step: number[]; freeze: number; levies: number; shares: number }
}
export type Environment = Record<string, string>

/** The owner's way in, and what the product brings to its log. */
export type ProofsVenue = { owner: Database; url: string; book: LogBook; secretsKey: string }

export const openVenue = async (env: Environment): Promise<ProofsVenue> => {
  const { CONSOLE_ORIGIN: consoleOrigin = '', PUBLIC_ORIGIN: publicOrigin = '' } = env
  const { publicKey } = await openSeed(env['STATEMENT_KEY'] ?? '')
  const url = env['MIGRATION_DATABASE_URL'] ?? ''
  return {
    url,
    owner: openDatabase({ url, localEndpoint: env['NEON_LOCAL_ENDPOINT'] }),
    secretsKey: env['SECRETS_KEY'] ?? '',
    book: {
      place: placeOf({ env: env['BALLAST_ENV'] ?? '', consoleOrigin, publicOrigin }),
      logKeys: env['LOG_KEYS']?.split(',') ?? [],
      statementKey: Buffer.from(publicKey).toString('hex'),
      founders: {
        issuer: env['OIDC_ISSUER'] ?? '',
        officers: JSON.parse(env['FOUNDING_OFFICERS'] ?? '[]') as LogBook['founders']['officers'],
      },
    },
  }
}

export const makeRun = async (venue: ProofsVenue, accounts: number): Promise<ProofsRun> => {
  const snapshotId = await importedClaims(venue.owner, accounts)
  const { place, step } = await grownTree(venue, snapshotId)
  const [{ tree, digest }, freeze] = await timed(() => frozen(venue, snapshotId))
  const [draft, levies] = await timed(() => leviedDraft(venue.owner, { snapshotId, fundId: FUND }))
  const [sharesRoot, shares] = await timed(() => sharesStored(venue, { tree, draft }))
  await released(venue, { ...draft, snapshotId, claimsRoot: tree.root ?? '', sharesRoot, digest })
  return {
    clawbackId: draft.clawbackId,
    snapshotId,
    roots: { claims: tree.root ?? '', shares: sharesRoot },
    times: { place, step, freeze, levies, shares },
  }
}

const timed = async <Answer>(work: () => Promise<Answer>): Promise<[Answer, number]> => {
  const began = performance.now()
  const answer = await work()
  return [answer, performance.now() - began]
}

const FUND = 'usdc-options'
export const accountName = (index: number): string => `bench-${String(index).padStart(8, '0')}`

const importedClaims = (owner: Database, accounts: number): Promise<string> =>
  owner.transact(async (tx) => {
    const opened = await openSnapshot(tx, {
      fundId: FUND,
      numeraire: 'profit',
      cutoffAt: '2026-01-01T00:00:00Z',
      fileName: `${accounts}.csv`,
      rows: accounts,
      officerId: await anyOfficer(tx),
      salt: sha256Hex(String(accounts)),
    })
    if (!opened) throw new Error('expected a snapshot, got none')
    // Of one owner both accounts have the same base and class; every other account stands alone.
    await rowsOf(
      tx,
      sql`insert into claim (snapshot_id, account, owner, class, base)
          select ${opened.id}, 'bench-' || lpad(i::text, 8, '0'), case when i < ${2 * OWNERS}::int then 'owner-' || p end,
            case when p % 97 = 7 then 'house' when p % 47 = 3 then 'exempt' else 'eligible' end,
            1000 + (case when i < ${2 * OWNERS}::int then p else i end * 7919::bigint) % 100000000
          from (select i, i / 2 as p from generate_series(0, ${accounts}::int - 1) as i) g`,
    )
    return opened.id
  })

const anyOfficer = async (db: Queryable): Promise<string> =>
  (await onlyRow<{ id: string }>(db, sql`select id from officer order by id limit 1`))?.id ?? ''

// As many as a request of the product grows.
const PIECES_A_STEP = 64

const grownTree = async ({ owner, book, secretsKey }: ProofsVenue, snapshotId: string) => {
  const keeping = { ...book.place, secretsKey }
  const grow = (pieces: number) =>
    timed(() => owner.transact((tx) => growClaimsTree(tx, snapshotId, { keeping, pieces })))
  const [, place] = await grow(0)
  const step: number[] = []
  for (let isWhole = false; !isWhole;) {
    const [{ done, of }, milliseconds] = await grow(PIECES_A_STEP)
    step.push(milliseconds)
    isWhole = done === of
  }
  return { place, step }
}

const frozen = ({ owner, book, secretsKey }: ProofsVenue, snapshotId: string) =>
  owner.transact(async (tx) => {
    const tree = await claimsTreeOf(tx, snapshotId, secretsKey)
    if (!tree) throw new Error('expected a tree, got none')
    const { digest } = await freezeLogged(tx, { snapshotId, tree, now: await nowOf(tx), book })
    return { tree, digest }
  })

/** In one transaction, as the product does, but with as much time as it takes. */
const sharesStored = async (
  { owner, url }: ProofsVenue,
  { tree, draft }: { tree: ClaimsTreeRow; draft: Draft },
): Promise<string> => {
  const { clawbackId, revision, rate, collected } = draft
  const policy = await owner.read((db) =>
    onlyRow<{ digest: string }>(db, sql`select digest from policy where id = 'P-1'`),
  )
  const context = makeSharesContext({
    claimsContext: tree.context,
    claimsRoot: tree.root ?? '',
    ...{ clawbackId, revision, collected },
    policyDigest: policy?.digest ?? '',
    schedule: scheduleOf(rate),
  })
  const { snapshotId } = tree.context
  const basis = { run: { clawbackId, revision }, context, claimsTree: tree, snapshotId }
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await drizzle(client).transaction((tx) => storeSharesTree(tx, basis))
  } finally {
    await client.end()
  }
}

type Releasable = Draft & {
  snapshotId: string
  claimsRoot: string
  sharesRoot: string
  digest: string
}

/** Proposal, execution and report as log entries and rows; nobody signed, so the guard of executions is off. */
const released = ({ owner, book }: ProofsVenue, run: Releasable): Promise<void> =>
  owner.transact(async (tx) => {
    const { clawbackId } = run
    const now = await nowOf(tx)
    const runDigest = taggedDigest('bench/runDigest/v1', { clawbackId, snapshot: run.digest })
    const append = (entry: LogEntry, subject: string) =>
      appendToLog(tx, book, { at: now, entries: [{ entry, subject }] })
    const of = { v: 1, at: now, clawbackId, revision: String(run.revision), runDigest } as const
    const { sharesRoot, claimsRoot } = run
    const snapshotIndex = await indexOf(tx, run.snapshotId)
    const lossEventsDigest = taggedDigest('ballast/lossEventsDigest/v1', [])
    const proposal = { type: 'proposal', sharesRoot, lossEventsDigest, lossEvents: '0' } as const
    const subject = `${clawbackId}/${run.revision}`
    const proposed = await append({ ...of, ...proposal, snapshotIndex }, subject)
    const execution = { type: 'execution', proposalIndex: String(proposed) } as const
    await append({ ...of, ...execution, decisions: [runDigest] }, clawbackId)
    const body = JSON.stringify({ run: { runDigest } })
    const sha256 = sha256Hex(body)
    const report = { id: clawbackId, version: '1', sha256, runDigest, claimsRoot, sharesRoot }
    const entry = { v: 1, type: 'report', at: now, ...report, supersedes: null } as const
    await append(entry, `${clawbackId}/v1`)
    await insertReleased(tx, { clawbackId, revision: run.revision, runDigest, body, sha256 })
  })

const indexOf = async (db: Queryable, snapshotId: string): Promise<string> => {
  const row = await onlyRow<{ index: string }>(
    db,
    sql`select index::text from log_entry where type = 'snapshot' and subject = ${snapshotId}`,
  )
  return row?.index ?? ''
}

const insertReleased = async (
  db: Queryable,
  row: { clawbackId: string; revision: number; runDigest: string; body: string; sha256: string },
): Promise<void> => {
  const officerId = await anyOfficer(db)
  await rowsOf(db, sql`alter table execution disable trigger user`)
  await rowsOf(
    db,
    sql`insert into execution (clawback_id, revision, fund_id, nonce, run_digest, officer_id)
        select id, ${row.revision}::int, fund_id, nonce, ${row.runDigest}, ${officerId} from clawback where id = ${row.clawbackId}`,
  )
  await rowsOf(db, sql`alter table execution enable trigger user`)
  await rowsOf(
    db,
    sql`insert into report (id, version, clawback_id, body, sha256, officer_id)
        values (${row.clawbackId}, 1, ${row.clawbackId}, ${row.body}, ${row.sha256}, ${officerId})`,
  )
}
