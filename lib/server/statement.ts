// Statements: one account's signed file, all of them for the exchange's mailer, or a link for its owner.
import 'server-only'
import { insertLink, linkOf, openLink } from '@/db/statement'
import { sealSchedule } from '@/lib/domain/allocation-schedule'
import { assert } from '@/lib/domain/assert'
import { sha256Hex } from '@/lib/domain/canonical-json'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { recomputeLevy } from '@/lib/domain/statement'
import { statementFileName, statementFileText } from '@/lib/domain/statement-file'
import { scheduleJson } from '@/lib/wire/allocation'
import {
  LINK_DAYS,
  openLinkInput,
  type StatementJson,
  statementJson,
  statementLinkJson,
  statementRef,
} from '@/lib/wire/statement'
import { download } from './download'
import { env } from './env'
import { randomHex } from './officer'
import { statementFor } from './statement-file'
import { verb } from './verb'

const readers = ['analyst', 'approver', 'publisher', 'auditor'] as const

/** What a person reads of one statement: the levy line by line, and to what it belongs. */
export const showStatement = verb({
  name: 'statement.shown',
  kind: 'export',
  access: readers,
  input: statementRef,
  output: statementJson,
  run: async ({ db, input }) => {
    const found = await statementFor(db, input)
    if ('kind' in found) return found
    return { subject: input.clawbackId, output: toJson(found, input.account) }
  },
})

/** The signed file, which its owner checks without asking anybody. */
export const downloadStatement = verb({
  name: 'statement.exported',
  kind: 'export',
  access: readers,
  input: statementRef,
  output: download,
  run: async ({ db, input }) => {
    const found = await statementFor(db, input)
    if ('kind' in found) return found
    return { subject: input.clawbackId, output: fileOf(found) }
  },
})

type Found = Exclude<Awaited<ReturnType<typeof statementFor>>, Refusal>

const fileOf = ({ file }: Pick<Found, 'file'>) => ({
  fileName: statementFileName(file),
  contentType: 'application/json; charset=utf-8',
  immutable: false,
  pieces: [statementFileText(file)],
})

/** A link that opens once, for the owner of one account. Whoever has it reads the statement. */
export const createStatementLink = verb({
  name: 'statement.link-created',
  kind: 'change',
  answersOnce: true,
  access: readers,
  input: statementRef,
  output: statementLinkJson,
  run: async ({ tx, officer, input }) => {
    const found = await statementFor(tx, input)
    if ('kind' in found) return found
    const token = randomHex(32)
    const link = await insertLink(tx, {
      ...input,
      tokenDigest: tokenDigest(token),
      officerId: officer.id,
      days: LINK_DAYS,
    })
    assert(link !== undefined, 'expected a stored link, got none')
    const address = `${env().PUBLIC_ORIGIN}/transparency/statement#${token}`
    return { subject: input.clawbackId, output: { address, expiresAt: link.expiresAt } }
  },
})

const tokenDigest = (token: string): string => sha256Hex(`ballast/statement-link/v1\0${token}`)

/** Unknown, used, run out: one sentence, so that asking tells nothing. */
const noLink = refuse(
  'unknown',
  'This link is not valid: it was opened before, has run out, or was not copied whole. Nothing was opened; ask for a new one.',
)

/** What the page behind a link asks with the token of its fragment. */
export const openStatementLink = verb({
  name: 'statement.link-opened',
  kind: 'redemption',
  access: 'public',
  input: openLinkInput,
  output: download,
  run: async ({ db, input }) => {
    const digest = tokenDigest(input.token)
    const link = await linkOf(db, digest)
    const found = link && (await statementFor(db, link))
    if (!found || 'kind' in found) return noLink
    // Marked last: a link whose statement could not be made is not used up.
    return (await openLink(db, digest)) ? fileOf(found) : noLink
  },
})

const toJson = ({ file, run, held }: Found, account: string): StatementJson => {
  const own = held.claims.findIndex((claim) => claim.account === account)
  const claim = held.claims[own]
  assert(claim !== undefined, 'expected the account among its claims')
  const schedule = scheduleJson.parse(run.schedule)
  const recomputed = recomputeLevy({
    account,
    claims: held.claims,
    schedule,
    collected: BigInt(run.collected),
    chargedBase: BigInt(run.chargedBase),
    scale: run.scale,
    asset: run.asset,
    numeraire: run.numeraire,
  })
  assert(recomputed.levy === held.levies[own], 'expected the recomputed levy to be the stored one')
  return {
    clawbackId: run.clawbackId,
    report: run.report && { version: String(run.report.version), sha256: run.report.sha256 },
    runDigest: run.runDigest,
    snapshotDigest: run.snapshotDigest,
    asset: { code: run.asset, scale: String(run.scale) },
    account,
    claims: held.claims.map((one) => ({
      account: one.account,
      class: one.class,
      base: one.base.toString(),
    })),
    schedule: sealSchedule(schedule, run.cutoffSalt),
    opening: file.cutoffOpening ?? null,
    levy: recomputed.levy.toString(),
    payout: recomputed.payout.toString(),
    arithmetic: recomputed.lines,
    checkpoint: { size: run.checkpoint.size, signedAt: run.checkpoint.signedAt },
  }
}
