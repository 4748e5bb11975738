// Publishing a report of an executed run, and reading reports on either origin.
import 'server-only'
import * as z from 'zod'
import { type RevisionRow, lockRevision, lossIdsOf, revisionForReading } from '@/db/clawback'
import { snapshotById, type SnapshotRow } from '@/db/claim'
import type { Transaction } from '@/db/client'
import { publicClaimsTree } from '@/db/claims-tree'
import { executionOf } from '@/db/execution'
import { entryAbout } from '@/db/log'
import { appendToLog } from '@/db/log-book'
import { publicLosses } from '@/db/loss'
import { signoffsOf } from '@/db/signoff'
import { insertReport, listReports, reportByVersion } from '@/db/report'
import { sharesTreeOf } from '@/db/shares-tree'
import { assert } from '@/lib/domain/assert'
import { publicCells } from '@/lib/domain/report-cells'
import { canonicalJson, sha256Hex } from '@/lib/domain/canonical-json'
import { isRefusal, refuse } from '@/lib/domain/refusal'
import { decide } from '@/lib/domain/subject'
import type { LogEntry } from '@/lib/domain/log-entry'
import {
  buildReport,
  FEWEST_ACCOUNTS,
  type Report,
  type ReportInput,
  TOO_FEW_TO_PUBLISH,
} from '@/lib/domain/report'
import { tierJson } from '@/lib/wire/clawback'
import {
  type PublishedReport,
  publishedReport,
  publishReportInput,
  reportFile,
  reportList,
  reportProof,
  reportRef,
} from '@/lib/wire/report'
import { actorOf } from './actor'
import { isoNow } from './clock'
import { download } from './download'
import { env } from './env'
import { provenEntry } from './log'
import { logBook } from './log-book'
import { toState, envelopeOf } from './revision'
import { verb } from './verb'

const tooFew = refuse(
  'too-few-accounts',
  `${TOO_FEW_TO_PUBLISH} Nothing was published; tell each of them from the account table of the run.`,
)

export const publishReport = verb({
  name: 'report.published',
  kind: 'change',
  appends: true,
  access: ['publisher'],
  input: publishReportInput,
  output: publishedReport,
  run: async ({ tx, officer, now, input }) => {
    const latest = await revisionForReading(tx, input)
    const row = latest && (await lockRevision(tx, latest))
    const snapshot = row && (await snapshotById(tx, row.snapshotId))
    if (!row || !snapshot) return refuse('unknown', `There is no clawback ${input.clawbackId}.`)
    const decided = decide(toState(row), { kind: 'publish' }, { actor: actorOf(officer), now })
    if (isRefusal(decided)) return decided
    const envelope = envelopeOf(row)
    if ('kind' in envelope) return envelope
    if (row.accountsCharged < FEWEST_ACCOUNTS) return tooFew
    const report = buildReport(await gathered(tx, { row, snapshot, envelope, now }))
    const body = canonicalJson(report)
    const published = { id: report.id, version: 1, sha256: sha256Hex(body) }
    await insertReport(tx, {
      ...published,
      clawbackId: row.clawbackId,
      body,
      officerId: officer.id,
      publishedAt: now,
    })
    await logReport(tx, { report, published, now })
    return { subject: report.id, output: published }
  },
})

const logReport = async (
  tx: Transaction,
  { report, published, now }: { report: Report; published: PublishedReport; now: string },
) => {
  const { claimsRoot, sharesRoot } = report.trees
  const version = String(published.version)
  const entry: LogEntry = {
    v: 1,
    type: 'report',
    at: now,
    id: report.id,
    version,
    sha256: published.sha256,
    runDigest: report.run.runDigest,
    claimsRoot,
    sharesRoot,
    supersedes: report.supersedes,
  }
  const subject = reportSubject(published)
  await appendToLog(tx, await logBook(), { at: now, entries: [{ entry, subject }] })
}

const reportSubject = ({ id, version }: { id: string; version: number }) => `${id}/v${version}`

/** Both trees of an executed run, with what the log says of their population. */
const publicTrees = async (tx: Transaction, row: RevisionRow): Promise<ReportInput['trees']> => {
  const shares = await sharesTreeOf(tx, row)
  const claims = await publicClaimsTree(tx, row.snapshotId)
  const logged = await entryAbout(tx, { type: 'snapshot', subject: row.snapshotId })
  assert(shares !== undefined && claims !== undefined, 'expected both trees of an executed run')
  assert(logged !== undefined, 'expected the entry of its snapshot')
  const { population } = JSON.parse(logged.body) as Extract<LogEntry, { type: 'snapshot' }>
  return {
    claimsContext: claims.context,
    sharesContext: shares.context,
    claimsRoot: claims.root,
    sharesRoot: shares.root,
    population,
  }
}

const gathered = async (
  tx: Transaction,
  {
    row,
    snapshot,
    envelope,
    now,
  }: { row: RevisionRow; snapshot: SnapshotRow; envelope: ReportInput['envelope']; now: string },
): Promise<ReportInput> => {
  const executed = await executionOf(tx, row.clawbackId)
  const losses = await publicLosses(tx, await lossIdsOf(tx, row))
  const signoffs = await signoffsOf(tx, {
    ...{ subjectType: 'clawback', subjectId: row.clawbackId },
    revision: row.revision,
  })
  const tiers = z.array(tierJson).parse(row.distribution)
  return {
    envelope,
    venue: env().VENUE_NAME,
    publishedAt: now,
    executedAt: executed?.executedAt ?? now,
    cutoffAt: snapshot.cutoffAt,
    frozenAt: snapshot.frozenAt,
    proposedAt: row.proposedAt ?? now,
    losses,
    classes: [
      { class: 'eligible', accounts: snapshot.eligibleCount, base: snapshot.eligibleBase },
      { class: 'house', accounts: snapshot.houseCount, base: snapshot.houseBase },
      { class: 'exempt', accounts: snapshot.exemptCount, base: snapshot.exemptBase },
    ],
    cells: publicCells(
      tiers.map((tier) => ({
        from: BigInt(tier.from),
        to: tier.to === null ? null : BigInt(tier.to),
        accounts: tier.accounts,
        base: BigInt(tier.base),
        levy: BigInt(tier.levy),
      })),
    ),
    trees: await publicTrees(tx, row),
    decisions: signoffs.map(({ pseudonym, decision, signedAt }) => ({
      at: signedAt,
      officer: pseudonym,
      decision,
    })),
  }
}

export const showReports = verb({
  name: 'report.list',
  kind: 'read',
  access: 'public',
  input: z.object({}),
  output: reportList,
  run: async ({ db }) => {
    const rows = await listReports(db)
    return {
      asOf: isoNow(),
      reports: rows.map(({ figures, ...row }) => ({ ...row, ...listFigures(figures) })),
    }
  },
})

const listFigures = (text: string) => {
  const { asset, keyFigures, fingerprint } = JSON.parse(text) as Pick<
    Report,
    'asset' | 'keyFigures'
  > & { fingerprint: string }
  const { grossLoss, levied, rate, ratePercent, accountsCharged } = keyFigures
  return {
    asset: { code: asset.code, scale: Number(asset.scale) },
    grossLoss,
    levied,
    rate,
    ratePercent,
    accountsCharged,
    fingerprint,
  }
}

const unknownReport = (id: string) => refuse('unknown', `There is no published report ${id}.`)

export const showReport = verb({
  name: 'report.shown',
  kind: 'read',
  access: 'public',
  input: reportRef,
  output: reportFile,
  run: async ({ db, input }) =>
    (await reportByVersion(db, { id: input.reportId, version: input.version })) ??
    unknownReport(input.reportId),
})

/** Where a version stands in the log; null while no signed checkpoint covers it. */
export const showReportProof = verb({
  name: 'report.proof-shown',
  kind: 'read',
  access: 'public',
  input: reportRef,
  output: reportProof,
  run: async ({ db, input }) => {
    const row = await reportByVersion(db, { id: input.reportId, version: input.version })
    if (!row) return unknownReport(input.reportId)
    const proven = await provenEntry(db, { type: 'report', subject: reportSubject(row) })
    if ('kind' in proven) return { logged: null }
    const { entry, signed } = proven
    const root = signed.note.split('\n')[2] ?? ''
    return { logged: { index: entry.index, size: signed.size, root, signedAt: signed.signedAt } }
  },
})

/** The proof that a version's entry stands in the log, for tools that nobody here wrote. */
export const downloadReportProof = verb({
  name: 'report.proof-downloaded',
  kind: 'read',
  access: 'public',
  input: reportRef,
  output: download,
  run: async ({ db, input }) => {
    const row = await reportByVersion(db, { id: input.reportId, version: input.version })
    if (!row) return unknownReport(input.reportId)
    const proven = await provenEntry(db, { type: 'report', subject: reportSubject(row) })
    if ('kind' in proven) return proven
    return {
      fileName: `${row.id}-v${row.version}.tlog-proof`,
      contentType: 'text/plain; charset=utf-8',
      immutable: false,
      pieces: [proven.proof],
    }
  },
})

/** The exact bytes whose SHA-256 is the report's digest. */
export const downloadReport = verb({
  name: 'report.downloaded',
  kind: 'read',
  access: 'public',
  input: reportRef,
  output: download,
  run: async ({ db, input }) => {
    const row = await reportByVersion(db, { id: input.reportId, version: input.version })
    if (!row) return unknownReport(input.reportId)
    return {
      fileName: 'report.json',
      contentType: 'application/json; charset=utf-8',
      immutable: true,
      pieces: [row.body],
    }
  },
})
