// Officers and their sessions.
import { sql } from 'drizzle-orm'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { officer, passkey, session } from './schema'

export type OfficerRow = {
  id: string
  name: string
  roles: string[]
  group: string
  pseudonym: string
  /** Whether fewer than two officers ever held a key: nothing but enrolling one is open. It closes for good. */
  isFirstStart: boolean
}

const officerColumns = sql`o.id, o.name, o.roles, o."group", o.pseudonym,
  (select count(distinct k.officer_id) < 2 from ${passkey} k where k.active_at is not null) as "isFirstStart"`

/** The officer of a live session; its last use is noted in the same statement unless a page asked by itself. */
export const officerOfSession = (
  db: Queryable,
  input: { sessionId: string; idleMinutes: number; absoluteHours: number; isBackground: boolean },
) =>
  onlyRow<OfficerRow & { authenticatedAt: string }>(
    db,
    sql`update ${session} s set seen_at = case when ${input.isBackground} then s.seen_at else now() end from ${officer} o
        where s.id = ${input.sessionId} and o.id = s.officer_id and o.disabled_at is null and s.ended_at is null
          and s.seen_at > now() - make_interval(mins => ${input.idleMinutes})
          and s.created_at > now() - make_interval(hours => ${input.absoluteHours})
        returning ${officerColumns}, ${iso(sql`s.authenticated_at`)} as "authenticatedAt"`,
  )

export const officerByIdentity = (db: Queryable, identity: { issuer: string; subject: string }) =>
  onlyRow<OfficerRow & { disabled: boolean }>(
    db,
    sql`select ${officerColumns}, o.disabled_at is not null as disabled from ${officer} o
        where o.issuer = ${identity.issuer} and o.subject = ${identity.subject}`,
  )

export const insertOfficer = (
  db: Queryable,
  row: {
    issuer: string
    subject: string
    name: string
    roles: readonly string[]
    group: string
    salt: string
    pseudonym: string
  },
) =>
  rowsOf(
    db,
    sql`insert into ${officer} (issuer, subject, name, roles, "group", salt, pseudonym)
        values (${row.issuer}, ${row.subject}, ${row.name}, string_to_array(${row.roles.join(',')}, ','), ${row.group}, ${row.salt}, ${row.pseudonym})
        on conflict (issuer, subject) do nothing`,
  )

export const insertSession = (
  db: Queryable,
  row: { id: string; officerId: string; authenticatedAt: string },
) =>
  rowsOf(
    db,
    sql`insert into ${session} (id, officer_id, authenticated_at) values (${row.id}, ${row.officerId}, ${row.authenticatedAt})`,
  )

export const endSession = (db: Queryable, sessionId: string) =>
  rowsOf(
    db,
    sql`update ${session} set ended_at = now() where id = ${sessionId} and ended_at is null`,
  )
