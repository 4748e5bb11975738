'use client'
// Recording which account is an officer's own, and taking such a record back.
import { useState } from 'react'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { DeskOfficer } from '@/lib/wire/desk'
import { useOfficer } from './officer-of'
import { ProposeChange } from './propose-change'

export const AccountForms = ({ pseudonym }: { pseudonym: string }) => {
  const officer = useOfficer(pseudonym)?.officer
  if (officer === undefined) return null
  return (
    <div className="grid gap-6">
      {officer.removedAt === null ? <Link officer={officer} /> : null}
      {officer.accounts.length > 0 ? <Unlink officer={officer} /> : null}
    </div>
  )
}

const Link = ({ officer }: { officer: DeskOfficer }) => {
  const [text, setText] = useState('')
  const account = text.trim()
  const known = officer.accounts.includes(account)
  return (
    <div className="grid gap-3">
      <div className="max-w-[28rem]">
        <TextField
          id="account"
          label="Account or owner id"
          mono
          maxLength={128}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          hint="As snapshots name it. It is kept inside; what is signed names a digest of it."
        />
      </div>
      <ProposeChange
        name="account"
        label={`Record an account of ${officer.name}`}
        look="plain"
        change={
          account === '' || known
            ? null
            : { kind: 'account-linked', officer: officer.pseudonym, account }
        }
        missing={known ? 'This account is recorded as his already.' : 'Write the account first.'}
        right="narrow"
      >
        <p>
          {officer.name} decides no run that charges {account}. Taking that back needs the highest
          quorum.
        </p>
      </ProposeChange>
    </div>
  )
}

const Unlink = ({ officer }: { officer: DeskOfficer }) => {
  const [chosen, setChosen] = useState('')
  const account = officer.accounts.find((one) => one === chosen)
  return (
    <div className="grid gap-3">
      <div className="max-w-[28rem]">
        <SelectField
          id="account-back"
          label="Account to take back"
          value={chosen}
          options={[
            { value: '', label: 'Choose an account' },
            ...officer.accounts.map((one) => ({ value: one, label: one })),
          ]}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      </div>
      <ProposeChange
        name="account-back"
        label={`Propose to take back an account of ${officer.name}`}
        look="plain"
        change={
          account === undefined
            ? null
            : { kind: 'account-unlinked', officer: officer.pseudonym, account }
        }
        missing="Choose the account first."
        right="widen"
      >
        <p>
          {officer.name} may then decide runs that charge {account}.
        </p>
      </ProposeChange>
    </div>
  )
}
