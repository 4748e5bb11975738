// Publishing a report of an executed run, and reading reports on either origin.
import 'server-only'
import * as z from 'zod'
import {
  type RevisionRow,
  lockRevision,
  lossIdsOf,
  revisionForReading,
  signoffsOf,
} from '@/db/clawback'
import { snapshotById, type SnapshotRow } from '@/db/claim'
import type { Transaction } from '@/db/client'
import { executionOf } from '@/db/execution'
import { publicLosses } from '@/db/loss'
import { insertReport, listReports, reportByVersion } from '@/db/report'
import { publicCells } from '@/lib/domain/report-cells'
import { canonicalJson, sha256Hex } from '@/lib/domain/canonical-json'
import { decide, isRefusal, refuse } from '@/lib/domain/clawback'
import {
  buildReport,
  FEWEST_ACCOUNTS,
  type Report,
  type ReportInput,
  TOO_FEW_TO_PUBLISH,
} from '@/lib/domain/report'
import { tierJson } from '@/lib/wire/clawback'
import {
  publishedReport,
  publishReportInput,
  reportFile,
  reportList,
  reportRef,
} from '@/lib/wire/report'
import { actorOf, toState } from './clawback'
import { isoNow } from './clock'
import { download } from './download'
import { env } from './env'
import { envelopeOf } from './signoff'
import { verb } from './verb'

const tooFew = refuse(
  'too-few-accounts',
  `${TOO_FEW_TO_PUBLISH} Nothing was published; tell each of them from the account table of the run.`,
)

export const publishReport = verb({
  name: 'report.published',
  kind: 'change',
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
    return { subject: report.id, output: published }
  },
})

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
  const signoffs = await signoffsOf(tx, row)
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
