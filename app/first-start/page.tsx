// The first start, where everybody is sent until two officers hold keys.
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { FirstStartPage } from '@/components/passkey/first-start-page'
import { OwnKeys } from '@/components/passkey/own-keys'
import { Masthead } from '@/components/shell/masthead'
import { SignOut } from '@/components/shell/sign-out'
import { firstStartQuery, keysQuery } from '@/lib/client/passkey'
import { ask, demoSubject, isDemo, publicOrigin, requireOfficer } from '@/lib/server/page'
import { listKeys } from '@/lib/server/passkey'
import { showFirstStart } from '@/lib/server/passkey-founding'
import { Prefetched } from '../prefetched'
import { Providers } from '../providers'

export const metadata: Metadata = { title: 'First start' }

const NAV = [{ href: '/first-start', label: 'First start', key: 'f' }]

export default async function FirstStartRoute() {
  const officer = await requireOfficer()
  const [start, keys] = await Promise.all([
    ask(showFirstStart, {}, officer),
    ask(listKeys, {}, officer),
  ])
  if (start.isOver) redirect('/keys')
  return (
    <Providers>
      <Masthead nav={NAV} officer={officer} isDemo={isDemo()} signOut={<SignOut />} />
      <Prefetched
        answers={[
          [firstStartQuery().queryKey, start],
          [keysQuery().queryKey, keys],
        ]}
      >
        <FirstStartPage>
          <OwnKeys
            log={`${publicOrigin()}/transparency/log`}
            here="/first-start"
            person={demoSubject(officer)}
          />
        </FirstStartPage>
      </Prefetched>
    </Providers>
  )
}
