// What the server said no to, as a Notice: its sentence, the fields that are not right, the reference.
import type { ReactNode } from 'react'
import { RequestProblem } from '@/lib/client/request'
import { Notice } from './notice'

export type ProblemNoticeProps = {
  error: Error
  // What did not happen, unless the sentence says it itself.
  notDone?: string
  // What to do next: words or a button.
  next?: ReactNode
}

export const ProblemNotice = ({ error, notDone, next }: ProblemNoticeProps) => {
  const problem = error instanceof RequestProblem ? error.problem : null
  return (
    <Notice
      title={problem?.sentence ?? 'The console could not be reached.'}
      notDone={notDone}
      next={next}
      reference={problem?.reference}
    >
      {problem?.fields === undefined ? null : (
        <ul className="list-disc pl-5">
          {problem.fields.map(({ field, sentence }) => (
            <li key={field}>
              {field}: {sentence}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
