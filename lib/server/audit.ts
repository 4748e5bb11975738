// The audit for those who oversee: read with filters, taken away as a file, each reading of it only by role.
import 'server-only'
import { type AuditEntry, auditChoices, auditPieces, auditRows, auditSize } from '@/db/audit-page'
import { auditExportQuery, auditPage, auditQuery, type AuditRow } from '@/lib/wire/audit'
import { auditCsvHeader, auditCsvLine, auditNdjsonLine } from './audit-file'
import { isoNow } from './clock'
import { download } from './download'
import { verb } from './verb'

export const overseers = ['auditor', 'admin'] as const

export const showAudit = verb({
  name: 'audit.shown',
  kind: 'read',
  access: overseers,
  input: auditQuery,
  output: auditPage,
  run: async ({ db, input: { before, limit, ...criteria } }) => {
    const rows = await auditRows(db, criteria, { before, limit: limit + 1 })
    return {
      asOf: isoNow(),
      rows: rows.slice(0, limit).map(auditRowOf),
      hasMore: rows.length > limit,
      choices: await auditChoices(db),
    }
  },
})

const auditRowOf = (row: AuditEntry): AuditRow => {
  const { officerName, pseudonym, before, after, ...rest } = row
  const officer = pseudonym === null ? null : { name: officerName ?? '', pseudonym }
  return {
    ...rest,
    officer,
    before: before as AuditRow['before'],
    after: after as AuditRow['after'],
  }
}

/** All rows that match and were there when it began; its own row is not among them. */
export const exportAudit = verb({
  name: 'audit.exported',
  kind: 'export',
  access: overseers,
  input: auditExportQuery,
  output: download,
  run: async ({ db, input: { format, ...criteria } }) => {
    const upTo = await auditSize(db)
    const pieces = auditPieces(db, criteria, upTo)
    const isCsv = format === 'csv'
    return {
      subject: `${isFiltered(criteria) ? 'filtered ' : ''}rows up to ${upTo}`,
      output: {
        fileName: `audit-${isFiltered(criteria) ? 'filtered-' : ''}up-to-${upTo}.${format}`,
        contentType: isCsv ? 'text/csv; charset=utf-8' : 'application/x-ndjson',
        immutable: false,
        pieces: isCsv
          ? linesOf(pieces, auditCsvLine, auditCsvHeader)
          : linesOf(pieces, auditNdjsonLine),
      },
    }
  },
})

const isFiltered = (criteria: object): boolean =>
  Object.values(criteria).some((value) => value !== undefined)

async function* linesOf(
  pieces: AsyncIterable<AuditEntry[]>,
  lineOf: (row: AuditEntry) => string,
  header = '',
) {
  if (header !== '') yield header
  for await (const rows of pieces) yield rows.map(lineOf).join('')
}
