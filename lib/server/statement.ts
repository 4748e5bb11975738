// One account's statement, for an officer to hand to its owner. There is no public address for it.
import 'server-only'
import { revisionForReading } from '@/db/clawback'
import { snapshotById } from '@/db/claim'
import type { Queryable } from '@/db/client'
import { leviesOfOwner, type AccountLevy } from '@/db/levy'
import { reportByVersion } from '@/db/report'
import { sealSchedule } from '@/lib/domain/allocation-schedule'
import { assert } from '@/lib/domain/assert'
import type { Claim } from '@/lib/domain/claim'
import { type Refusal, refuse } from '@/lib/domain/clawback'
import { parseWeight } from '@/lib/domain/fraction'
import { recomputeLevy } from '@/lib/domain/statement'
import { scheduleJson } from '@/lib/wire/allocation'
import { statementJson, statementRef, type StatementJson } from '@/lib/wire/report'
import { download } from './download'
import { place } from './envelope'
import { verb } from './verb'

const readers = ['analyst', 'approver', 'publisher', 'auditor'] as const

export const showStatement = verb({
  name: 'statement.shown',
  kind: 'export',
  access: readers,
  input: statementRef,
  output: statementJson,
  run: async ({ db, input }) => {
    const statement = await statementOf(db, input)
    return 'kind' in statement ? statement : { subject: input.reportId, output: statement }
  },
})

export const downloadStatement = verb({
  name: 'statement.exported',
  kind: 'export',
  access: readers,
  input: statementRef,
  output: download,
  run: async ({ db, input }) => {
    const statement = await statementOf(db, input)
    if ('kind' in statement) return statement
    const pieces = [`${JSON.stringify(statement, null, 2)}\n`]
    return {
      subject: input.reportId,
      output: {
        fileName: `${input.reportId}-statement.json`,
        contentType: 'application/json; charset=utf-8',
        immutable: false,
        pieces,
      },
    }
  },
})

const statementOf = async (
  db: Queryable,
  input: { reportId: string; account: string },
): Promise<StatementJson | Refusal> => {
  const report = await reportByVersion(db, { id: input.reportId })
  const row = report && (await revisionForReading(db, { clawbackId: report.id }))
  const snapshot = row && (await snapshotById(db, row.snapshotId))
  if (!snapshot || row.subjectDigest === null)
    return refuse('unknown', `There is no published report ${input.reportId}.`)
  const rows = await leviesOfOwner(db, row, input.account)
  const own = rows.find(({ account }) => account === input.account)
  if (!own)
    return refuse(
      'unknown',
      `Account ${input.account} is not in the scope of ${input.reportId}. Check the characters; case matters.`,
    )
  const schedule = scheduleJson.parse(row.schedule)
  const { scale, asset } = row
  const recomputed = recomputeLevy({
    account: input.account,
    claims: rows.map(toClaim),
    schedule,
    collected: BigInt(row.collected),
    chargedBase: BigInt(row.chargedBase),
    scale,
    asset,
    numeraire: snapshot.numeraire,
  })
  assert(
    recomputed.levy.toString() === own.levy,
    'expected the recomputed levy to be the stored one',
  )
  const { env, logOrigin } = place()
  return {
    v: 1,
    type: 'statement',
    env,
    logOrigin,
    reportId: report.id,
    reportVersion: String(report.version),
    reportSha256: report.sha256,
    runDigest: row.subjectDigest,
    snapshotDigest: snapshot.digest,
    asset: { code: asset, scale: String(scale) },
    account: input.account,
    claims: rows.map(({ account, class: claimClass, base, equity, cap, weight, score }) => ({
      account,
      class: claimClass,
      base,
      equity,
      cap,
      weight,
      score,
    })),
    schedule: sealSchedule(schedule, row.cutoffSalt),
    opening:
      schedule.cutoff === undefined || !recomputed.needsOpening
        ? null
        : { ...schedule.cutoff, salt: row.cutoffSalt },
    levy: own.levy,
    payout: recomputed.payout.toString(),
    arithmetic: recomputed.lines,
  }
}

const toClaim = (row: AccountLevy): Claim => {
  const weight = row.weight === null ? null : parseWeight(row.weight)
  assert(weight === null || 'weight' in weight, 'expected a stored weight that can be read')
  return {
    account: row.account,
    owner: row.owner,
    class: row.class,
    base: BigInt(row.base),
    equity: row.equity === null ? null : BigInt(row.equity),
    cap: row.cap === null ? null : BigInt(row.cap),
    weight: weight?.weight ?? null,
    score: row.score,
  }
}
