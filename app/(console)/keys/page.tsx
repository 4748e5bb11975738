// One's own keys.
import type { Metadata } from 'next'
import { KeysPage } from '@/components/passkey/keys-page'
import { keysQuery } from '@/lib/client/passkey'
import { ask, demoSubject, publicOrigin, requireOfficer } from '@/lib/server/page'
import { listKeys } from '@/lib/server/passkey'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: 'Your keys' }

export default async function KeysRoute() {
  const officer = await requireOfficer()
  const keys = await ask(listKeys, {}, officer)
  return (
    <Prefetched answers={[[keysQuery().queryKey, keys]]}>
      <KeysPage
        log={`${publicOrigin()}/transparency/log`}
        here="/keys"
        person={demoSubject(officer)}
      />
    </Prefetched>
  )
}
