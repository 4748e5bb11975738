// The seam through which every sign-off passes: what counts as evidence that the officer meant it.
import 'server-only'
import type { StatementRow } from '@/db/signoff'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import type { RecordSignoffInput } from '@/lib/wire/signoff'
import type { Officer } from './officer'

/** Evidence of kind `session`: the signed-in officer who asked for the statement is the one who confirms it. */
export const verifyEvidence = (given: {
  statement: StatementRow
  evidence: RecordSignoffInput['evidence']
  officer: Officer
}): Refusal | undefined =>
  given.statement.officerId === given.officer.id
    ? undefined
    : refuse('statement-spent', 'Nothing was signed: this statement was made for another officer.')
