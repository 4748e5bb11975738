'use client'
// One more key: a name, the authenticator's dialogue, and a login that is fresh enough for it.
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useDeed } from '@/components/ui/deed'
import { Notice } from '@/components/ui/notice'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { useReady } from '@/components/ui/ready'
import { Section } from '@/components/ui/section'
import { TextField } from '@/components/ui/text-field'
import { useTickingNow } from '@/components/ui/ticking-now'
import { enrol } from '@/lib/client/passkey'
import type { EnrolledKey, KeyList } from '@/lib/wire/passkey'
import { FreshLogin } from './fresh-login'

export type EnrolFormProps = Pick<KeyList, 'keys' | 'enrolment' | 'asOf'> & {
  here: string
  person: string | undefined
}

export const EnrolForm = (props: EnrolFormProps) => {
  const { enrolment, keys, asOf } = props
  const [name, setName] = useState('')
  const deed = useDeed(enrol)
  const isFresh = useIsBefore(enrolment.freshUntil, asOf)
  return (
    <Section id="enrol" title={titleOf(keys)} takeaway={WHY}>
      <form
        className="grid max-w-[36rem] gap-4 print:hidden"
        onSubmit={(event) => {
          event.preventDefault()
          deed.mutate(name.trim(), { onSuccess: () => setName('') })
        }}
      >
        <TextField
          id="key-name"
          label="Name of the key"
          hint="By which you will know it, such as “laptop” or “security key in the safe”. Nobody else signs with it."
          value={name}
          maxLength={60}
          required
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <p className="text-ink-2">{outcomeOf(props)}</p>
        <EnrolButton isFresh={isFresh} isNamed={name.trim() !== ''} isBusy={deed.isPending} />
        {deed.error === null ? null : <ProblemNotice error={deed.error} />}
        {deed.data === undefined ? null : <Enrolled state={deed.data.state} keys={keys} />}
      </form>
      <FreshLogin
        until={isFresh ? enrolment.freshUntil : null}
        asOf={asOf}
        here={props.here}
        person={props.person}
      />
    </Section>
  )
}

const WHY =
  'Have two keys on two devices: with one you are locked out when it is lost, and nobody can let you in again but the others, after a delay.'

const OUTCOME = {
  active:
    'You are founding this desk: the key is in force at once, and the public log says that nobody else admitted it. This holds for two keys, on the first day.',
  waiting: 'The key will wait until others have admitted it.',
} as const

const outcomeOf = ({ keys, enrolment }: EnrolFormProps): string => {
  const isFounder = keys.some(({ isFounding, state }) => isFounding && state === 'revoked')
  return enrolment.outcome === 'waiting' && isFounder
    ? `A founding key of yours was revoked, so you put none in force yourself any more. ${OUTCOME.waiting}`
    : OUTCOME[enrolment.outcome]
}

const titleOf = (keys: KeyList['keys']): string => {
  const live = keys.filter(({ state }) => state !== 'revoked').length
  if (keys.length === 0) return 'Your first key'
  if (live === 0) return 'A new key'
  return live === 1 && keys.length === 1 ? 'Your second key' : 'Another key'
}

type EnrolButtonProps = { isFresh: boolean; isNamed: boolean; isBusy: boolean }

const EnrolButton = ({ isFresh, isNamed, isBusy }: EnrolButtonProps) => {
  const isReady = useReady()
  return (
    <div>
      <Button
        type="submit"
        look="go"
        size="big"
        busy={isBusy || !isReady}
        disabledReason={reasonOf({ isFresh, isNamed })}
      >
        Enrol a key
      </Button>
    </div>
  )
}

const reasonOf = ({ isFresh, isNamed }: { isFresh: boolean; isNamed: boolean }) => {
  if (!isFresh)
    return 'Your login is older than five minutes. Sign in again first, so that nobody adds a key at a desk that you left.'
  return isNamed ? undefined : 'Name the key first.'
}

const Enrolled = ({ state, keys }: Pick<EnrolledKey, 'state'> & Pick<KeyList, 'keys'>) => {
  if (state === 'waiting')
    return (
      <Notice
        kind="message"
        title="The key is enrolled and waits."
        next="Ask an administrator to propose it, and compare its fingerprint by voice."
      />
    )
  const isOnly = keys.filter((key) => key.state === 'active').length < 2
  return (
    <Notice
      kind="message"
      title="The key is enrolled and in force."
      next={isOnly ? 'Enrol a second one on another device.' : undefined}
    />
  )
}

const useIsBefore = (until: string | null, asOf: string): boolean => {
  const now = useTickingNow() ?? Date.parse(asOf)
  return until !== null && now <= Date.parse(until)
}
