// The audit on the wire: what its readers filter by, its rows, and what a check of its chain found.
import * as z from 'zod'
import { hex64, instant } from './money'
import { idText } from './text'

/** A row's number: audit rows are counted from 1. */
const sequence = z.string().regex(/^(0|[1-9][0-9]{0,17})$/, 'expected the number of a row')

/** Every row matches that meets all that is given; `subject` is how the subject begins. */
const filters = {
  officer: idText.optional(),
  verb: idText.optional(),
  subject: idText.optional(),
  outcome: idText.optional(),
  denied: z.enum(['yes', 'no']).optional(),
  from: instant.optional(),
  to: instant.optional(),
}
export const auditFilter = z.object(filters)
export type AuditFilter = z.infer<typeof auditFilter>

export const auditQuery = z.object({
  ...filters,
  /** Rows below this number; the newest where it is absent. */
  before: sequence.optional(),
  limit: z.coerce.number<string | number>().int().min(1).max(200).default(50),
})

const json = z.json().nullable()
export const auditRow = z.object({
  seq: sequence,
  at: instant,
  /** Null for what nobody signed in did: a stranger at the door, the upkeep. */
  officer: z.object({ name: z.string(), pseudonym: z.string() }).nullable(),
  verb: z.string(),
  subject: z.string(),
  outcome: z.string(),
  denied: z.boolean(),
  inputDigest: z.string(),
  /** The hash of the row before this one, and its own. */
  prev: hex64,
  hash: hex64,
  before: json,
  after: json,
})
export type AuditRow = z.infer<typeof auditRow>

export const auditPage = z.object({
  asOf: instant,
  rows: z.array(auditRow),
  hasMore: z.boolean(),
  /** What the newest rows are of, to choose from. */
  choices: z.object({
    officers: z.array(z.object({ name: z.string(), pseudonym: z.string() })),
    verbs: z.array(z.string()),
    outcomes: z.array(z.string()),
  }),
})
export type AuditPage = z.infer<typeof auditPage>

export const AUDIT_FORMATS = ['csv', 'ndjson'] as const
export const auditExportQuery = z.object({ ...filters, format: z.enum(AUDIT_FORMATS) })

export const chainQuery = z.object({ from: sequence.default('0') })
/** One step of the check: rows above `from` up to `to`, of `size`. */
export const chainStep = z.object({
  asOf: instant,
  from: sequence,
  to: sequence,
  size: sequence,
  /** The first row that is not what it should be. */
  broken: z
    .object({ seq: sequence, what: z.enum(['altered', 'unlinked', 'missing', 'not-as-logged']) })
    .nullable(),
  /** Heads that the transparency log holds of these rows, each compared. */
  headsCompared: z.number().int(),
})
export type ChainStep = z.infer<typeof chainStep>
