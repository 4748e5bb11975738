// The last step of an import: the button that names what will be stored, its progress, and what a failure left undone.
import { ImportProblem } from '@/lib/client/import-file'
import { Button } from './button'
import { Focused } from './focused'
import { ProblemNotice } from './problem-notice'
import { Progress } from './progress'
import type { SendableFile, Sending } from './sending'

export type ImportActionProps = {
  // What the button does, beginning with a lower-case verb: "import 170 losses of 23,191,104.48 USDT".
  deed: string
  // "Losses sent".
  progressLabel: string
  file: SendableFile
  sending: Sending
  disabledReason?: string | undefined
}

export const ImportAction = (props: ImportActionProps) => {
  const { deed, progressLabel, file, sending, disabledReason } = props
  if (sending.isSending) {
    return (
      <Focused>
        <Progress label={progressLabel} done={sending.stored} total={file.rows} />
      </Focused>
    )
  }
  return (
    <div className="grid justify-items-start gap-3">
      {sending.error ? <Failure error={sending.error} fileName={file.name} /> : null}
      <div>
        <Button
          look="go"
          size="big"
          disabledReason={disabledReason}
          onClick={() => sending.send(file)}
        >
          {mayPass(sending.error) ? `Try again: ${deed}` : capitalised(deed)}
        </Button>
      </div>
    </div>
  )
}

/** A refusal stays what it is until the file changes; a fault or a lost answer may pass. */
const mayPass = (error: Error | null): boolean =>
  error instanceof ImportProblem && ['fault', 'unreachable'].includes(error.problem.code)

const Failure = ({ error, fileName }: { error: Error; fileName: string }) => (
  <ProblemNotice
    error={error}
    notDone={
      error instanceof ImportProblem && !error.isOutcomeKnown
        ? `All of ${fileName} was sent, but the last answer was lost.`
        : `Nothing of ${fileName} is stored: a file counts when all of it has arrived.`
    }
  />
)

const capitalised = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
