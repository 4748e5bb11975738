'use client'
// What officers said about the run, oldest first, and the place to say something: nothing is ever changed.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useDeed } from '@/components/ui/deed'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { TextareaField } from '@/components/ui/textarea-field'
import { Time } from '@/components/ui/time'
import { addComment, commentsQuery } from '@/lib/client/comment'
import type { RevisionRef } from '@/lib/wire/clawback'
import type { CommentList } from '@/lib/wire/comment'

export const RunComments = ({ clawbackId, revision }: RevisionRef) => {
  const { data } = useQuery(commentsQuery(clawbackId))
  const comments = data?.comments ?? []
  return (
    <div className="grid max-w-[92ch] gap-4">
      {comments.length === 0 ? (
        <p className="text-ink-2">Nobody has written a comment.</p>
      ) : (
        <ol className="grid gap-3">
          {comments.map((comment) => (
            <Comment key={comment.id} comment={comment} />
          ))}
        </ol>
      )}
      <NewComment clawbackId={clawbackId} revision={revision} />
    </div>
  )
}

const Comment = ({ comment }: { comment: CommentList['comments'][number] }) => (
  <li className="border-l border-rule-strong pl-3">
    <p className="text-small text-ink-2">
      <b className="text-ink">{comment.author.name}</b>, revision {comment.revision},{' '}
      <Time at={comment.createdAt} />
    </p>
    <p className="wrap-anywhere whitespace-pre-line">{comment.body}</p>
  </li>
)

const NewComment = ({ clawbackId, revision }: RevisionRef) => {
  const [body, setBody] = useState('')
  const change = useDeed((text: string) => addComment({ clawbackId, revision, body: text }))
  return (
    <div className="grid gap-2 print:hidden">
      <TextareaField
        id="comment"
        label="Comment"
        rows={2}
        maxLength={2000}
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
        hint="Every officer reads it. It is kept as it stands and is not signed."
      />
      {change.error === null ? null : (
        <ProblemNotice error={change.error} notDone="The comment was not stored." />
      )}
      <div>
        <Button
          busy={change.isPending}
          disabledReason={body.trim() === '' ? 'Write something first.' : undefined}
          onClick={() => change.mutate(body.trim(), { onSuccess: () => setBody('') })}
        >
          Add comment on {clawbackId}
        </Button>
      </div>
    </div>
  )
}
