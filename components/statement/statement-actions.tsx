'use client'
// What an officer does with a statement: the signed file, a link for its owner, paper, the verifier.
import { useMutation } from '@tanstack/react-query'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { saveFile } from '@/components/ui/saved-file'
import { statementDownload, type StatementRef } from '@/lib/client/statement'
import { PrintButton } from './print-button'
import { StatementLinking } from './statement-linking'
import { words } from './words'

export type StatementActionsProps = {
  about: StatementRef
  linkDays: number
  verifierAddress: string
  onOther: () => void
}

export const StatementActions = (props: StatementActionsProps) => {
  const { about, linkDays, verifierAddress, onOther } = props
  const download = useMutation({ ...statementDownload(about), onSuccess: saveFile })
  return (
    <div className="grid gap-1 text-body leading-normal">
      <div className="flex flex-wrap items-start gap-2">
        <Button look="go" busy={download.isPending} onClick={() => download.mutate()}>
          Download signed statement
        </Button>
        <StatementLinking about={about} linkDays={linkDays} />
        <PrintButton label={words.print} />
        <a href={verifierAddress} className={buttonClass({})}>
          Open the verifier
        </a>
        <Button onClick={onOther}>Another account</Button>
      </div>
      <p role="status" className="text-small text-ink-2">
        {download.isSuccess ? `${download.data.name} was handed to the browser to be saved.` : null}
      </p>
      {download.error === null ? null : (
        <ProblemNotice error={download.error} notDone="No file was saved." />
      )}
    </div>
  )
}
