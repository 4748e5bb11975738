'use client'
// Putting a key in force that waits, and revoking one.
import { useState } from 'react'
import { Empty } from '@/components/ui/empty'
import { Fingerprint } from '@/components/ui/fingerprint'
import { SelectField } from '@/components/ui/select-field'
import type { DeskKey, DeskOfficer } from '@/lib/wire/desk'
import { useOfficer } from './officer-of'
import { PoolWarning } from './pool-warning'
import { ProposeChange } from './propose-change'

export const KeyForms = ({ pseudonym }: { pseudonym: string }) => {
  const officer = useOfficer(pseudonym)?.officer
  if (officer === undefined) return null
  const waiting = officer.keys.filter(({ state }) => state === 'waiting')
  const revocable = officer.keys.filter(({ state }) => state !== 'revoked')
  return (
    <div className="grid gap-6">
      {waiting.map((key) => (
        <Admission key={key.credentialIdHash} officer={officer} waiting={key} />
      ))}
      {revocable.length === 0 ? (
        <Empty sentence="There is no key to revoke." />
      ) : (
        <Revocation officer={officer} keys={revocable} />
      )}
    </div>
  )
}

const Admission = ({ officer, waiting }: { officer: DeskOfficer; waiting: DeskKey }) => (
  <div className="grid gap-3">
    <p className="max-w-[92ch]">
      “{waiting.name}” waits to be put in force. Ask {officer.name} by voice for the fingerprint on
      his page “Your keys”; if a character differs, this is not his key.
    </p>
    <p>
      <Fingerprint fingerprint={waiting.fingerprint} big copyable />
    </p>
    <ProposeChange
      name={`admission-${waiting.credentialIdHash.slice(0, 8)}`}
      label={`Propose key “${waiting.name}” of ${officer.name}`}
      change={{ kind: 'key-added', credentialIdHash: waiting.credentialIdHash }}
      right="widen"
    >
      <p>Signatures by this key count as {officer.name}’s, for losses after it is in force.</p>
      <p className="mt-2">
        <Fingerprint fingerprint={waiting.fingerprint} big />
      </p>
    </ProposeChange>
  </div>
)

type RevocationProps = { officer: DeskOfficer; keys: readonly DeskKey[] }

const Revocation = ({ officer, keys }: RevocationProps) => {
  const [chosen, setChosen] = useState('')
  const key = keys.find(({ credentialIdHash }) => credentialIdHash === chosen)
  return (
    <div className="grid gap-3">
      <div className="max-w-[28rem]">
        <SelectField
          id="revoked-key"
          label="Key to revoke"
          value={chosen}
          options={[
            { value: '', label: 'Choose a key' },
            ...keys.map(({ credentialIdHash, name, fingerprint }) => ({
              value: credentialIdHash,
              label: `${name}, ${fingerprint.slice(0, 5)}…`,
            })),
          ]}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
      </div>
      <ProposeChange
        name="revocation"
        label={key === undefined ? 'Revoke a key' : `Revoke key “${key.name}” of ${officer.name}`}
        look="plain"
        change={
          key === undefined ? null : { kind: 'key-revoked', credentialIdHash: key.credentialIdHash }
        }
        missing="Choose the key first."
        right={officer.isYou ? 'giveUpKey' : 'narrow'}
      >
        <p>
          It signs nothing any more, for good. Approvals made with it that are not executed yet stop
          counting.
        </p>
        <PoolWarning changed={{ ...officer, keys: officer.keys.filter((one) => one !== key) }} />
      </ProposeChange>
    </div>
  )
}
