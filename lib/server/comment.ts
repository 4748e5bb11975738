// Comments on a run: by any officer who may read it, kept as they were written.
import 'server-only'
import { commentsOn, insertComment } from '@/db/comment'
import { refuse } from '@/lib/domain/refusal'
import { addCommentInput, addedComment, commentList, commentsInput } from '@/lib/wire/comment'
import { verb } from './verb'

export const showComments = verb({
  name: 'clawback.comments-shown',
  kind: 'read',
  access: 'officer',
  input: commentsInput,
  output: commentList,
  run: async ({ db, input }) => {
    const rows = await commentsOn(db, { subjectType: 'clawback', subjectId: input.clawbackId })
    return {
      comments: rows.map(({ id, revision, name, pseudonym, body, createdAt }) => {
        return { id, revision, author: { name, pseudonym }, body, createdAt }
      }),
    }
  },
})

export const addComment = verb({
  name: 'clawback.commented',
  kind: 'change',
  access: 'officer',
  input: addCommentInput,
  output: addedComment,
  run: async ({ tx, officer, input: { clawbackId, revision, body } }) => {
    const subject = { subjectType: 'clawback' as const, subjectId: clawbackId, revision }
    const inserted = await insertComment(tx, { ...subject, officerId: officer.id, body })
    return inserted
      ? { subject: `${clawbackId}/${revision}`, output: inserted }
      : refuse('unknown', `There is no such revision of ${clawbackId}.`)
  },
})
