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
  // "Parts of the proof tree built", where something is built of the rows.
  buildingLabel?: string
  file: SendableFile
  sending: Sending
  disabledReason?: string | undefined
}

export const ImportAction = (props: ImportActionProps) => {
  const { deed, file, sending, disabledReason } = props
  if (sending.isSending) return <Way {...props} />
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

const Way = ({ progressLabel, buildingLabel, file, sending }: ImportActionProps) => {
  const { stored, building } = sending
  return (
    <Focused>
      <Progress label={progressLabel} done={stored} total={file.rows} />
      {building === null ? null : (
        <Progress label={buildingLabel ?? 'Built'} done={building.done} total={building.of} />
      )}
    </Focused>
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
        : `Nothing of ${fileName} counts: an import that ends early starts again from its beginning.`
    }
  />
)

const capitalised = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
