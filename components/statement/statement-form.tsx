'use client'
// Asks for the statement of one account by its exact id, which no address ever holds.
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useReady } from '@/components/ui/ready'
import { TextField } from '@/components/ui/text-field'

export type StatementFormProps = {
  // Why there is no statement to be shown, or not to this officer.
  refusal?: string | undefined
  isBusy?: boolean
  onAccount: (account: string) => void
}

export const StatementForm = ({ refusal, isBusy = false, onAccount }: StatementFormProps) => {
  const [typed, setTyped] = useState('')
  const isReady = useReady()
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (typed.trim() !== '') onAccount(typed.trim())
      }}
      className="grid justify-items-start gap-3"
    >
      <div className="w-full max-w-statement">
        {/* Without a name: a form that is sent before scripts run must not carry the account. */}
        <TextField
          id="statement-account"
          label="Account id"
          hint="Exactly as in the snapshot; case matters. Each statement leaves an audit row."
          required
          maxLength={128}
          spellCheck={false}
          autoCapitalize="none"
          mono
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <div>
        <Button type="submit" look="go" busy={isBusy || !isReady} disabledReason={refusal}>
          Show the statement of this account
        </Button>
      </div>
    </form>
  )
}
