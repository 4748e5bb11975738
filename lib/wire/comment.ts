// Comments on a run: plain text, appended, read by whoever reads the run.
import * as z from 'zod'
import { revisionRef } from './clawback'
import { officerJson } from './signing'
import { instant } from './money'
import { idText, plainText } from './text'

export const commentsInput = z.object({ clawbackId: idText })

export const commentList = z.object({
  comments: z.array(
    z.object({
      id: z.string(),
      revision: z.number().int(),
      author: officerJson,
      body: z.string(),
      createdAt: instant,
    }),
  ),
})
export type CommentList = z.infer<typeof commentList>

export const addCommentInput = revisionRef.extend({
  body: plainText.refine((text) => text.trim() !== '', 'Write something.'),
})
export type AddCommentInput = z.infer<typeof addCommentInput>
export const addedComment = z.object({ id: z.string() })
