// Asks for the statement of one account by its exact id; a plain form, so that the address holds the question.
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'

export type StatementFormProps = {
  reportId: string
  refusal?: string | undefined
}

export const StatementForm = ({ reportId, refusal }: StatementFormProps) => (
  <form
    action={`/reports/${encodeURIComponent(reportId)}/statement`}
    method="get"
    className="grid justify-items-start gap-3"
  >
    <div className="w-full max-w-statement">
      <TextField
        id="account"
        name="account"
        label="Account id"
        hint="Exactly as in the snapshot; case matters. Each statement leaves an audit row."
        required
        maxLength={128}
        spellCheck={false}
        autoCapitalize="none"
        mono
      />
    </div>
    <div>
      <Button type="submit" look="go" disabledReason={refusal}>
        Show the statement of this account
      </Button>
    </div>
  </form>
)
