// What officers say about a subject before they decide it: appended, never changed.
import { sql } from 'drizzle-orm'
import type { SubjectType } from '@/lib/domain/subject-state'
import { onlyRow, type Queryable, rowsOf } from './client'
import { iso } from './moment'
import { officer, signoffSubject, subjectComment } from './schema'

export type CommentRow = {
  id: string
  revision: number
  name: string
  pseudonym: string
  body: string
  createdAt: string
}
type Key = { subjectType: SubjectType; subjectId: string }

const MOST_SHOWN = 500

/** Oldest first, of all revisions; where there are more, the newest of them. Serves from subject_comment_of. */
export const commentsOn = (db: Queryable, key: Key) =>
  rowsOf<CommentRow>(
    db,
    sql`select * from (
          select c.id, c.revision, o.name, o.pseudonym, c.body, ${iso(sql`c.created_at`)} as "createdAt", c.created_at
          from ${subjectComment} c join ${officer} o on o.id = c.officer_id
          where c.subject_type = ${key.subjectType} and c.subject_id = ${key.subjectId}
          order by c.created_at desc, c.id limit ${MOST_SHOWN}) newest
        order by created_at, id`,
  )

/** Nothing is stored and nothing returned where there is no such revision. */
export const insertComment = (
  db: Queryable,
  row: Key & { revision: number; officerId: string; body: string },
) =>
  onlyRow<{ id: string }>(
    db,
    sql`insert into ${subjectComment} (subject_type, subject_id, revision, officer_id, body)
        select subject_type, subject_id, revision, ${row.officerId}, ${row.body} from ${signoffSubject}
        where (subject_type, subject_id, revision) = (${row.subjectType}, ${row.subjectId}, ${row.revision}) returning id`,
  )
