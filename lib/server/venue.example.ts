// A small venue for the database tests: its own fund, losses and claims, through the verbs as people use them.
import { sql } from 'drizzle-orm'
import { rowsOf } from '@/db/client'
import { appendToLog } from '@/db/log-book'
import { nowOf } from '@/db/moment'
import { insertOfficer, officerByIdentity } from '@/db/officer'
import { insertCeremony, insertPasskey } from '@/db/passkey'
import { type Authenticator, newAuthenticator } from '@/lib/domain/authenticator.example'
import { credentialIdHash } from '@/lib/domain/passkey'
import type { LogEntry } from '@/lib/domain/log-entry'
import { officerPseudonym, type Role } from '@/lib/domain/officer'
import type { RunInput } from '@/lib/wire/clawback'
import type { PrepareSignoffInput, SubjectRef } from '@/lib/wire/signoff'
import { freezeClaims, growTree, startClaimImport, storeClaimChunk } from './claim'
import { saveDraft } from './clawback'
import { place } from './envelope'
import { executeClawback } from './execution'
import { logBook } from './log-book'
import { finishLossImport, startLossImport, storeLossChunk } from './loss'
import { type Officer, randomHex, toOfficer } from './officer'
import { asOwner, uniqueName } from './owner.example'
import { announcePolicy, POLICY } from './policy.example'
import { publishReport } from './report'
import { prepareSignoff, recordSignoff } from './signoff'
import type { Outcome, Verb } from './verb'

export const newKey = (): string => randomHex(16)
export const call = <Input, Output>(
  verb: Verb<Input, Output>,
  officer: Officer,
  input: unknown,
  key = newKey(),
) => verb.call({ officer, idempotencyKey: key }, input)

export const done = <Output>(outcome: Outcome<Output>): Output => {
  if (outcome.kind !== 'done') throw new Error(`expected done, got ${JSON.stringify(outcome)}`)
  return outcome.output
}

/** An officer with one key in force, as if he had been there from the beginning. */
export const newOfficer = (...roles: Role[]): Promise<Officer> => newOfficerIn('risk', ...roles)

export const newOfficerIn = async (group: string, ...roles: Role[]): Promise<Officer> => {
  const identity = { issuer: 'http://localhost:3400', subject: uniqueName('person') }
  const salt = randomHex(32)
  const pseudonym = officerPseudonym({ salt, ...identity })
  const person = { ...identity, name: roles.join(' and '), roles, group, salt, pseudonym }
  const row = await asOwner().transact(async (tx) => {
    await insertOfficer(tx, person)
    return officerByIdentity(tx, identity)
  })
  if (!row) throw new Error('expected an officer, got none')
  const officer = { ...toOfficer(row), isFirstStart: false }
  await giveKey(officer)
  return officer
}

const keys = new Map<string, Authenticator[]>()

/** The authenticators of an officer, the first one first. */
export const authenticatorsOf = ({ id }: Officer): readonly Authenticator[] => keys.get(id) ?? []

export const authenticatorOf = (officer: Officer): Authenticator => {
  const [first] = authenticatorsOf(officer)
  if (!first) throw new Error(`expected a key of ${officer.name}, got none`)
  return first
}

/** Puts a key in force as the owner may: at the beginning unless told since when. */
export const giveKey = async (
  officer: Officer,
  { isDeviceBound = false }: { isDeviceBound?: boolean } = {},
): Promise<Authenticator> => {
  const authenticator = newAuthenticator()
  const { credentialId, publicKey } = authenticator
  const hash = credentialIdHash(credentialId)
  await asOwner().transact(async (tx) => {
    const now = await nowOf(tx)
    const challenge = randomHex(32)
    await insertCeremony(tx, { challenge, officerId: officer.id })
    await insertPasskey(tx, {
      ...{ credentialId, credentialIdHash: hash, officerId: officer.id, challenge, publicKey },
      ...{ name: 'Test key', algorithm: -7, counter: 0, transports: ['internal'] },
      ...{ aaguid: '00000000-0000-0000-0000-000000000000', isBackedUp: false, isDeviceBound },
      ...{ attestation: '', clientData: '', isFounding: true },
    })
    const entry: LogEntry = {
      v: 1,
      type: 'key',
      at: now,
      effectiveAt: now,
      credentialIdHash: hash,
      publicKey,
      officer: officer.pseudonym,
      group: officer.group,
      roles: [...officer.roles].sort(),
      status: 'active',
      deviceBound: isDeviceBound,
      founding: true,
      decisions: [],
    }
    await appendToLog(tx, await logBook(), {
      at: now,
      entries: [{ entry, subject: `${hash}/1` }],
    })
  })
  keys.set(officer.id, [...authenticatorsOf(officer), authenticator])
  return authenticator
}

/** A fund of 1,000.00 over a floor of 200.00. */
export const newFund = async (): Promise<string> => {
  const fundId = uniqueName('fund')
  await announcePolicy('P-T', POLICY)
  await asOwner().transact(async (tx) => {
    await rowsOf(tx, sql`insert into asset values ('TST', 2) on conflict do nothing`)
    await rowsOf(
      tx,
      sql`insert into fund values (${fundId}, 'Test fund', 'TST', 'shared', 'one contract', 20000, 100000, 3600)`,
    )
    await rowsOf(
      tx,
      sql`insert into fund_entry (fund_id, source_id, kind, amount, occurred_at) values (${fundId}, 'opening', 'TRANSFER', 100000, now())`,
    )
  })
  return fundId
}

export const importClaims = async (
  analyst: Officer,
  fundId: string,
  lines: readonly string[],
  header = 'account,base,class,cap',
) => {
  const { importId } = done(
    await call(startClaimImport, analyst, {
      fundId,
      numeraire: 'profit',
      cutoffAt: '2026-01-01T00:00:00Z',
      fileName: 'claims.csv',
      rows: lines.length,
    }),
  )
  const text = [header, ...lines].join('\n')
  done(await call(storeClaimChunk, analyst, { importId, firstLine: 2, text }))
  await growWhole(analyst, importId)
  return done(await call(freezeClaims, analyst, { importId }))
}

/** The tree of an import that has arrived whole, step by step to its end. */
export const growWhole = async (analyst: Officer, importId: string) => {
  for (let progress = { done: 0, of: 1 }; progress.done < progress.of;) {
    progress = done(await call(growTree, analyst, { importId }))
  }
}

export const importLosses = async (
  analyst: Officer,
  fundId: string,
  shortfalls: readonly string[],
): Promise<string[]> => {
  const ids = shortfalls.map(() => uniqueName('LE'))
  const { importId } = done(
    await call(startLossImport, analyst, { fundId, fileName: 'losses.csv', rows: ids.length }),
  )
  const rows = ids.map(
    (id, index) => `${id},2026-01-01T00:00:00Z,BTC-TST,${shortfalls[index] ?? ''}`,
  )
  const text = ['id,time,market,shortfall', ...rows].join('\n')
  done(await call(storeLossChunk, analyst, { importId, firstLine: 2, text }))
  done(await call(finishLossImport, analyst, { importId }))
  return ids
}

export type Venue = {
  analyst: Officer
  approver: Officer
  fundId: string
  snapshotId: string
  lossIds: string[]
}

const FOUR_CLAIMS = ['a,100,eligible,', 'b,200,eligible,', 'c,300,house,', 'd,50,exempt,']

/** Losses of 1,000.00, a fund that bears 800.00, and three accounts that can bear 600.00. */
export const newVenue = async (
  lines: readonly string[] = FOUR_CLAIMS,
  header?: string,
): Promise<Venue> => {
  const [analyst, approver, fundId] = [
    await newOfficer('analyst'),
    await newOfficer('approver'),
    await newFund(),
  ]
  const lossIds = await importLosses(analyst, fundId, ['400.00', '600.00'])
  const snapshot = await importClaims(analyst, fundId, lines, header)
  return { analyst, approver, fundId, snapshotId: snapshot.id, lossIds }
}

export const runInputOf = (venue: Venue) => ({
  fundId: venue.fundId,
  lossIds: venue.lossIds,
  snapshotId: venue.snapshotId,
  policyId: 'P-T',
  policyVersion: 1,
  topUp: '0',
  reason: 'a test',
})

export type Ref = { clawbackId: string; revision: number }

/** What a run chooses besides the venue's own rows: rule, rounding, another policy. */
export type Choice = Partial<RunInput>

export const draft = async (venue: Venue, choice: Choice = {}): Promise<Ref> =>
  done(await call(saveDraft, venue.analyst, { ...runInputOf(venue), ...choice }))

type Decision = PrepareSignoffInput['decision']

/** What a decision is about: a revision of a run, or a change of the desk. */
export type About = Ref | SubjectRef
const aboutOf = (ref: About): SubjectRef =>
  'subjectType' in ref
    ? ref
    : { subjectType: 'clawback', subjectId: ref.clawbackId, revision: ref.revision }

export const prepare = (
  officer: Officer,
  ref: About,
  decision: Decision,
  { reason = '', by = authenticatorOf(officer) }: { reason?: string; by?: Authenticator } = {},
) =>
  call(prepareSignoff, officer, {
    ...aboutOf(ref),
    ...{ decision, reason, credentialId: by.credentialId },
  })

/** What the officer's key says to a statement's challenge, unless it is told to lie. */
export const evidenceOf = (
  by: Authenticator,
  challenge: string,
  lies: Partial<Parameters<Authenticator['assert']>[0]> = {},
) => {
  const { origin, rpId } = place()
  return { kind: 'passkey' as const, ...by.assert({ challenge, origin, rpId, ...lies }) }
}

/** Prepares and records, as the browser does: with the officer's first key. */
export const sign = async (
  officer: Officer,
  ref: About,
  decision: Decision,
  reason = '',
  by = authenticatorOf(officer),
) => {
  const prepared = await prepare(officer, ref, decision, { reason, by })
  if (prepared.kind !== 'done') return prepared
  const { challengeId, challenge } = prepared.output
  const evidence = evidenceOf(by, challenge)
  return call(recordSignoff, officer, { challengeId, evidence })
}

export const propose = async (venue: Venue, choice: Choice = {}): Promise<Ref> => {
  const ref = await draft(venue, choice)
  done(await sign(venue.analyst, ref, 'propose'))
  return ref
}

export const approve = async (venue: Venue, choice: Choice = {}): Promise<Ref> => {
  const ref = await propose(venue, choice)
  done(await sign(venue.approver, ref, 'approve'))
  return ref
}

export const execute = async (venue: Venue, choice: Choice = {}): Promise<Ref> => {
  const ref = await approve(venue, choice)
  done(await call(executeClawback, venue.approver, ref))
  return ref
}

/** The report of a run, whichever revision of it was executed. */
export const publish = (publisher: Officer, { clawbackId }: Ref) =>
  call(publishReport, publisher, { clawbackId })
