'use client'
// Checks the audit's chain from its first row, and says the first one that is not what it should be.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { countText } from '@/components/ui/money-text'
import { Notice } from '@/components/ui/notice'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { Progress } from '@/components/ui/progress'
import { checkChain } from '@/lib/client/audit'
import { groupThousands } from '@/lib/domain/money'
import type { ChainStep } from '@/lib/wire/audit'

export const ChainCheck = () => {
  const [step, setStep] = useState<ChainStep | null>(null)
  const check = useMutation({ mutationFn: () => checkChain(setStep) })
  return (
    <div className="grid max-w-[60rem] gap-3">
      <div className="print:hidden">
        <Button busy={check.isPending} onClick={() => check.mutate()}>
          Check the chain of all audit rows
        </Button>
      </div>
      {check.isPending && step !== null ? (
        <Progress label="Rows checked" done={Number(step.to)} total={Number(step.size)} />
      ) : null}
      {check.error === null ? null : (
        <ProblemNotice error={check.error} notDone="The chain was not checked to its end." />
      )}
      {check.data === undefined ? null : <Found step={check.data} />}
    </div>
  )
}

const Found = ({ step }: { step: ChainStep }) => {
  const heads = countText(step.headsCompared, 'head', 'heads')
  return step.broken === null ? (
    <Notice
      kind="message"
      title={`All ${groupThousands(step.size)} rows are as they were written, each linked to the one before.`}
      next={`${heads} of the transparency log agree with them.`}
    />
  ) : (
    <Notice
      title={`Row ${step.broken.seq} is the first that is wrong: ${WHAT[step.broken.what]}.`}
      next="Rows before it are as they were written. Somebody with the owner’s rights changed this table; keep a copy of it, and compare with a backup."
    />
  )
}

const WHAT: Record<NonNullable<ChainStep['broken']>['what'], string> = {
  altered: 'it does not have the hash of what it says',
  unlinked: 'it is not linked to the row before it',
  missing: 'it is missing',
  'not-as-logged': 'the transparency log holds another head for it',
}
