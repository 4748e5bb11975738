'use client'
// The reason, and the button that makes a revision of what was simulated.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { clawbackText } from '@/components/ui/money-text'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { TextareaField } from '@/components/ui/textarea-field'
import { saveDraft } from '@/lib/client/clawback'
import type { RunInput } from '@/lib/wire/clawback'
import type { RunSimulation } from './run-simulation'

export type SaveDraftProps = {
  choice: Omit<RunInput, 'reason'> | null
  simulation: RunSimulation
  // The run that gets another revision; none for a new one.
  clawbackId?: string | undefined
  initialReason: string
  // Why this run cannot be edited.
  refusal?: string | undefined
}

export const SaveDraft = (props: SaveDraftProps) => {
  const { choice, simulation, clawbackId } = props
  const [reason, setReason] = useState(props.initialReason)
  const saving = useSaving()
  const { run } = simulation
  return (
    <div className="grid max-w-[60rem] gap-4">
      <TextareaField
        id="reason"
        label="Why"
        value={reason}
        maxLength={2000}
        onChange={(event) => setReason(event.currentTarget.value)}
        hint="Plain words for the officer who decides: what happened, and why this way. Not published."
      />
      {saving.error === null ? null : (
        <ProblemNotice error={saving.error} notDone="No draft was saved." />
      )}
      <div>
        <Button
          look="go"
          size="big"
          busy={saving.isPending || saving.isSuccess}
          disabledReason={props.refusal ?? whyNot(props, reason)}
          onClick={() => {
            if (choice !== null) saving.mutate({ ...choice, reason: reason.trim() })
          }}
        >
          Save draft{clawbackId === undefined ? '' : ` of ${clawbackId}`}
          {run === undefined ? '' : `: ${clawbackText(run)}`}
        </Button>
      </div>
    </div>
  )
}

const whyNot = ({ choice, simulation }: SaveDraftProps, reason: string): string | undefined => {
  if (choice === null) return 'Something is missing or not right among losses, claims and terms.'
  if (simulation.error !== null) return 'This choice cannot stand: the simulation says why.'
  if (!simulation.isCurrent) return 'The figures are still being computed.'
  return reason.trim() === '' ? 'Write why: the officer who decides reads it.' : undefined
}

const useSaving = () => {
  const router = useRouter()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: saveDraft,
    onSuccess: async (saved) => {
      router.push(`/clawbacks/${saved.clawbackId}`)
      await queries.invalidateQueries({ queryKey: ['clawback'], refetchType: 'none' })
    },
  })
}
