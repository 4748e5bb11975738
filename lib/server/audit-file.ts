// One audit row as a line of a file: CSV that no spreadsheet takes for a formula, or JSON with everything that is hashed.
import 'server-only'
import type { AuditEntry } from '@/db/audit-page'

const COLUMNS = [
  'seq',
  'at',
  'officerName',
  'pseudonym',
  'verb',
  'subject',
  'outcome',
  'denied',
  'inputDigest',
  'before',
  'after',
  'prev',
  'hash',
] as const satisfies (keyof AuditEntry)[]

export const auditCsvHeader = `${COLUMNS.join(',')}\r\n`

export const auditCsvLine = (row: AuditEntry): string =>
  `${COLUMNS.map((column) => csvCell(row[column])).join(',')}\r\n`

/** Quoted always; what a spreadsheet would compute gets an apostrophe before it (OWASP, CSV injection). */
const csvCell = (value: unknown): string => {
  const text = textOf(value)
  const guarded = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return `"${guarded.replaceAll('"', '""')}"`
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export const auditNdjsonLine = (row: AuditEntry): string => `${JSON.stringify(row)}\n`
