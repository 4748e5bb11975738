'use client'
// A key's name, which only its owner sees, and the way to change it.
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useDeed } from '@/components/ui/deed'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { TextField } from '@/components/ui/text-field'
import { rename } from '@/lib/client/passkey'
import type { KeyRow } from '@/lib/wire/passkey'

export const RenameKey = ({ of: key }: { of: KeyRow }) => {
  const [name, setName] = useState<string | null>(null)
  const deed = useDeed(rename)
  const close = () => {
    setName(null)
    deed.reset()
  }
  if (name === null)
    return (
      <span className="inline-flex flex-wrap items-baseline gap-x-3">
        <span className="font-semibold">{key.name}</span>
        <button
          type="button"
          onClick={() => setName(key.name)}
          className="min-h-6 text-small font-normal underline print:hidden"
        >
          Rename<span className="sr-only"> {key.name}</span>
        </button>
      </span>
    )
  return (
    <form
      className="grid max-w-[24rem] min-w-48 gap-2 font-normal"
      onSubmit={(event) => {
        event.preventDefault()
        const { credentialIdHash } = key
        deed.mutate({ credentialIdHash, name: name.trim() }, { onSuccess: close })
      }}
    >
      <TextField
        id={`name-${key.credentialIdHash}`}
        label={`Rename ${key.name}`}
        value={name}
        maxLength={60}
        required
        autoFocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {deed.error === null ? null : (
        <ProblemNotice error={deed.error} notDone="The key keeps its name." />
      )}
      <div className="flex gap-2">
        <Button type="submit" busy={deed.isPending}>
          Save
        </Button>
        <Button onClick={close}>Cancel</Button>
      </div>
    </form>
  )
}
