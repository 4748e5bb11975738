'use client'
// Noting which account belongs to an officer: he never signs a run that charges it.
import { useState } from 'react'
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { countText } from '@/components/ui/money-text'
import { TextField } from '@/components/ui/text-field'
import { recordOwner } from '@/lib/client/desk'
import type { DeskOfficer } from '@/lib/wire/desk'

export type OwnerFormProps = {
  officer: DeskOfficer
  // Why this reader may not note one.
  refusal: string | undefined
}

export const OwnerForm = ({ officer, refusal }: OwnerFormProps) => {
  const [owner, setOwner] = useState('')
  const id = owner.trim()
  return (
    <div className="grid gap-3">
      <p>
        {officer.owns === 0
          ? 'No account is known to be his.'
          : `${countText(officer.owns, 'account or owner id')} noted as his.`}
      </p>
      <div className="max-w-[28rem] print:hidden">
        <TextField
          id="owner"
          label="Account or owner id"
          mono
          maxLength={128}
          value={owner}
          onChange={(event) => setOwner(event.currentTarget.value)}
          hint="As snapshots name it. It is kept inside and stays noted."
        />
      </div>
      <div className="print:hidden">
        <ConfirmedAction
          label={`Note an account of ${officer.name}`}
          look="plain"
          refusal={refusal ?? (id === '' ? 'Write the account first.' : undefined)}
          notDone="Nothing was noted."
          act={async () => {
            await recordOwner({ officer: officer.pseudonym, owner: id })
            setOwner('')
          }}
        >
          <p>
            {officer.name} can sign no run that charges {id}. It takes effect at once and is never
            taken back.
          </p>
        </ConfirmedAction>
      </div>
    </div>
  )
}
