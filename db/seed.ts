// Labelled demo data, written once, as the owner: funds, a year of ledger, losses and one frozen snapshot.
import { bytesToHex } from '@noble/hashes/utils.js'
import { sql } from 'drizzle-orm'
import { openSeed } from '@/lib/domain/ed25519-key'
import { officerPseudonym } from '@/lib/domain/officer'
import { policyDigest } from '@/lib/domain/policy'
import { placeOf } from '@/lib/domain/place'
import { openSnapshot, storeClaims } from './claim'
import { claimsTreeOf, growClaimsTree } from './claims-tree'
import { openDatabase, type Queryable, rowsOf } from './client'
import type { Founders } from './founder'
import { nowOf } from './moment'
import { insertOfficer, officerByIdentity } from './officer'
import { asset, fund, fundEntry, loss, policy } from './schema'
import { FUNDS, ledgerOf, type SeedFund } from './seed-ledger'
import { POLICIES } from './seed-policy'
import { seedClaims, seedLosses } from './seed-population'
import { drawFrom } from './seed-random'
import { freezeLogged } from './snapshot-freeze'

const SEED = 20_261_121
const ASSETS = [
  { code: 'USDT', scale: 2 },
  { code: 'USDC', scale: 2 },
  { code: 'BTC', scale: 8 },
]
/** Whether anything was written: what is seeded stays as it is. */
const seed = async (db: Queryable): Promise<boolean> => {
  const seeded = await rowsOf(db, sql`select from ${fund} limit 1`)
  if (seeded.length > 0) return false
  const draw = drawFrom(SEED)
  await seedPolicies(db)
  for (const one of FUNDS) await seedFund(db, one, draw)
  await seedEvents(db, draw)
  await seedSnapshot(db, draw)
  return true
}

const seedPolicies = async (db: Queryable) => {
  for (const { code, scale } of ASSETS)
    await rowsOf(db, sql`insert into ${asset} (code, scale) values (${code}, ${scale})`)
  for (const { id, content } of POLICIES) {
    const digest = policyDigest({ id, version: '1', content })
    await rowsOf(
      db,
      sql`insert into ${policy} (id, version, content, digest, effective_at)
          values (${id}, 1, ${JSON.stringify(content)}::jsonb, ${digest}, now() - interval '200 days')`,
    )
  }
}

const seedFund = async (db: Queryable, one: SeedFund, draw: ReturnType<typeof drawFrom>) => {
  await rowsOf(
    db,
    sql`insert into ${fund} (id, name, asset, kind, scope, floor, target, cadence_seconds)
        values (${one.id}, ${one.name}, ${one.asset}, ${one.kind}, ${one.scope}, ${one.floor.toString()}, ${one.target.toString()}, 86400)`,
  )
  const entries = ledgerOf(one, draw).map(({ amount, ...entry }) => ({
    ...entry,
    amount: amount.toString(),
  }))
  await rowsOf(
    db,
    sql`insert into ${fundEntry} (fund_id, source_id, kind, amount, occurred_at, reference)
        select ${one.id}, "sourceId", kind, amount, now() - make_interval(days => "daysAgo", mins => 3), reference
        from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
          as e("sourceId" text, kind text, amount numeric, "daysAgo" int, reference text)`,
  )
}

const seedEvents = (db: Queryable, draw: ReturnType<typeof drawFrom>) => {
  const losses = seedLosses(draw).map(({ shortfall, ...event }) => ({
    ...event,
    shortfall: shortfall.toString(),
  }))
  return rowsOf(
    db,
    sql`insert into ${loss} (id, fund_id, market, occurred_at, shortfall, side, bankruptcy_price, fill_price, cause)
        select id, 'usdt-linear', market, date_trunc('minute', now()) - make_interval(mins => "minutesAgo"), shortfall, side,
          "bankruptcyPrice", "fillPrice", 'Demo: closed below bankruptcy price'
        from jsonb_to_recordset(${JSON.stringify(losses)}::jsonb)
          as e(id text, market text, "minutesAgo" int, shortfall numeric, side text, "bankruptcyPrice" text, "fillPrice" text)`,
  )
}

const CLAIMS_PER_INSERT = 5_000

const seedSnapshot = async (db: Queryable, draw: ReturnType<typeof drawFrom>) => {
  const claims = seedClaims(draw)
  const officerId = await seedOfficer(db)
  const cutoffAt = new Date(Date.now() - 24 * 3_600_000).toISOString()
  const opened = await openSnapshot(db, {
    fundId: 'usdt-linear',
    numeraire: 'profit',
    cutoffAt,
    fileName: 'demo-claims.csv',
    rows: claims.length,
    officerId,
    salt: SEED.toString(16).padStart(64, '0'),
  })
  if (!opened) throw new Error('expected a snapshot, got none')
  for (let from = 0; from < claims.length; from += CLAIMS_PER_INSERT) {
    await storeClaims(db, opened.id, claims.slice(from, from + CLAIMS_PER_INSERT))
  }
  const venue = placeOf({
    env: setting('BALLAST_ENV'),
    consoleOrigin: setting('CONSOLE_ORIGIN'),
    publicOrigin: setting('PUBLIC_ORIGIN'),
  })
  const keeping = { ...venue, secretsKey: setting('SECRETS_KEY') }
  await growClaimsTree(db, opened.id, { keeping, pieces: Infinity })
  const tree = await claimsTreeOf(db, opened.id, keeping.secretsKey)
  if (!tree) throw new Error('expected a tree, got none')
  const book = {
    place: venue,
    logKeys: setting('LOG_KEYS').split(','),
    statementKey: bytesToHex((await openSeed(setting('STATEMENT_KEY'))).publicKey),
    founders: {
      issuer: setting('OIDC_ISSUER'),
      officers: JSON.parse(setting('FOUNDING_OFFICERS')) as Founders['officers'],
    },
  }
  await freezeLogged(db, { snapshotId: opened.id, tree, now: await nowOf(db), book })
}

/** The demo data needs somebody who brought it; he can sign in nowhere. */
const seedOfficer = async (db: Queryable): Promise<string> => {
  const identity = { issuer: 'ballast', subject: 'demo-data' }
  const salt = SEED.toString(16).padStart(64, '0')
  const pseudonym = officerPseudonym({ salt, ...identity })
  await insertOfficer(db, {
    ...identity,
    name: 'Demo data',
    roles: ['viewer'],
    group: 'risk',
    salt,
    pseudonym,
  })
  return (await officerByIdentity(db, identity))?.id ?? ''
}

const setting = (name: string): string => {
  const value = process.env[name]
  if (!value)
    throw new Error(`${name} is not set: the demo data needs the settings of the product.`)
  return value
}

const url = process.env['MIGRATION_DATABASE_URL']
if (!url)
  throw new Error('MIGRATION_DATABASE_URL is not set: give the connection of the owner role.')
const owner = openDatabase({ url, localEndpoint: process.env['NEON_LOCAL_ENDPOINT'] })
const isNew = await owner.transact((tx) => seed(tx))
process.stdout.write(isNew ? 'seeded\n' : 'kept as it is\n')
