'use client'
// One's own keys: what each is worth, the way to one more, and what those that wait are waiting for.
import { useQuery } from '@tanstack/react-query'
import { AsOf } from '@/components/ui/as-of'
import { Empty } from '@/components/ui/empty'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { keysQuery } from '@/lib/client/passkey'
import { EnrolForm } from './enrol-form'
import { KeyTable } from './key-table'
import { WaitingKeys } from './waiting-keys'

export type OwnKeysProps = {
  // The page of the public log.
  log: string
  // The address to come back to after signing in again.
  here: '/keys' | '/first-start'
  // Whom the demo's identity provider shall sign in again.
  person: string | undefined
}

export const OwnKeys = ({ log, here, person }: OwnKeysProps) => {
  const { data, error } = useQuery(keysQuery())
  if (data === undefined) return <Skeleton rows={4} label="Loading your keys" />
  const waiting = data.keys.filter(({ state }) => state === 'waiting')
  return (
    <>
      <Section id="enrolled" title="Enrolled" note={<AsOf at={data.asOf} error={error} />}>
        {data.keys.length === 0 ? (
          <Empty sentence="No key of yours is enrolled, so you can sign nothing yet." />
        ) : (
          <KeyTable keys={data.keys} log={log} />
        )}
      </Section>
      {waiting.length === 0 ? null : <WaitingKeys keys={waiting} />}
      <EnrolForm
        keys={data.keys}
        enrolment={data.enrolment}
        asOf={data.asOf}
        here={here}
        person={person}
      />
    </>
  )
}
