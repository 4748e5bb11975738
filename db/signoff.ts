// Statements shown before signing, and the sign-offs that use them up.
import { sql } from 'drizzle-orm'
import type { Decision } from '@/lib/domain/signoff'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { signoff, signoffStatement } from './schema'

export type StatementRow = {
  challengeId: string
  clawbackId: string
  revision: number
  officerId: string
  decision: Decision
  statement: string
  challenge: string
  reason: string
  reasonSalt: string
  issuedAt: string
  expiresAt: string
}

export const insertStatement = (db: Queryable, row: StatementRow) =>
  rowsOf(
    db,
    sql`insert into ${signoffStatement} (challenge_id, clawback_id, revision, officer_id, decision, statement, challenge, reason,
          reason_salt, issued_at, expires_at)
        values (${row.challengeId}, ${row.clawbackId}, ${row.revision}, ${row.officerId}, ${row.decision}, ${row.statement},
          ${row.challenge}, ${row.reason}, ${row.reasonSalt}, ${row.issuedAt}, ${row.expiresAt})`,
  )

/** An unused statement of this officer that is still fresh by the database's clock. */
export const freshStatement = (db: Queryable, key: { challengeId: string; officerId: string }) =>
  onlyRow<StatementRow>(
    db,
    sql`select challenge_id as "challengeId", clawback_id as "clawbackId", revision, officer_id as "officerId", decision, statement,
          challenge, reason, reason_salt as "reasonSalt", ${iso(sql`issued_at`)} as "issuedAt", ${iso(sql`expires_at`)} as "expiresAt"
        from ${signoffStatement} t where challenge_id = ${key.challengeId} and officer_id = ${key.officerId} and expires_at > now()
          and not exists (select from ${signoff} s where s.challenge_id = t.challenge_id)`,
  )

export const insertSignoff = (
  db: Queryable,
  row: Pick<StatementRow, 'challengeId' | 'clawbackId' | 'revision' | 'officerId' | 'decision'> & {
    part: 'author' | 'approver'
    evidence: unknown
  },
) =>
  rowsOf(
    db,
    sql`insert into ${signoff} (challenge_id, clawback_id, revision, officer_id, part, decision, evidence)
        values (${row.challengeId}, ${row.clawbackId}, ${row.revision}, ${row.officerId}, ${row.part}, ${row.decision},
          ${JSON.stringify(row.evidence)}::jsonb)`,
  )
