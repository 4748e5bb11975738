// What the address says the audit is filtered by, and the same as its readers ask for it.
import type { AuditFilter } from '@/lib/wire/audit'

/** Times are minutes in UTC, as a date and time field writes them: 2026-11-23T10:00. */
export type AuditAddress = {
  officer: string | null
  verb: string | null
  subject: string | null
  outcome: string | null
  denied: 'yes' | 'no' | null
  from: string | null
  to: string | null
}

/** What is empty or cannot be read is not asked for. */
export const criteriaOf = (address: AuditAddress): AuditFilter => ({
  officer: textOf(address.officer),
  verb: textOf(address.verb),
  subject: textOf(address.subject),
  outcome: textOf(address.outcome),
  denied: address.denied ?? undefined,
  from: momentOf(address.from),
  to: momentOf(address.to),
})

const textOf = (value: string | null): string | undefined =>
  value === null || value.trim() === '' ? undefined : value.trim()

const momentOf = (value: string | null): string | undefined => {
  const minute = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(value ?? '') ? `${value}:00Z` : ''
  const moment = new Date(minute)
  const exists = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value ?? '')
  return exists ? minute : undefined
}
