// With which of his passkeys an officer signs: named where there is one, chosen where there are several.
import { SelectField } from './select-field'

/** `credentialId` is the authenticator's own name of the key, base64url. */
export type UsableKey = {
  credentialId: string
  name: string
  isDeviceBound: boolean
  // Whether it was in force before what is signed came up.
  isInForce: boolean
}

export type KeyChoiceProps = {
  id: string
  keys: readonly UsableKey[]
  chosen: string | undefined
  onChoose: (credentialId: string) => void
}

export const KeyChoice = ({ id, keys, chosen, onChoose }: KeyChoiceProps) => {
  const [only, ...others] = keys
  if (only === undefined) return null
  if (others.length === 0)
    return (
      <p className="text-small text-ink-2">
        Your passkey “{only.name}” is asked for{only.isDeviceBound ? ', bound to its device' : ''}.
      </p>
    )
  return (
    <SelectField
      id={id}
      label="Passkey"
      value={chosen ?? only.credentialId}
      options={keys.map((key) => ({ value: key.credentialId, label: labelOf(key) }))}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  )
}

const labelOf = ({ name, isDeviceBound, isInForce }: UsableKey): string =>
  [name, isDeviceBound ? 'device-bound' : '', isInForce ? '' : 'too new for this']
    .filter((part) => part !== '')
    .join(', ')
