// Running the desk: officers, who could sign, changes, the pause.
import type { Metadata } from 'next'
import { ChangeList } from '@/components/change/change-list'
import { PauseForm } from '@/components/change/pause-form'
import { DeskPage } from '@/components/desk/desk-page'
import { changesQuery } from '@/lib/client/change'
import { deskQuery } from '@/lib/client/desk'
import { listChanges } from '@/lib/server/change'
import { showDesk } from '@/lib/server/desk'
import { ask, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../../prefetched'

export const metadata: Metadata = { title: 'Desk' }

export default async function DeskRoute() {
  const officer = await requireOfficer()
  const [desk, changes] = await Promise.all([
    ask(showDesk, {}, officer),
    ask(listChanges, {}, officer),
  ])
  return (
    <Prefetched
      answers={[
        [deskQuery().queryKey, desk],
        [changesQuery().queryKey, changes],
      ]}
    >
      <DeskPage pauseForm={<PauseForm />} changes={<ChangeList />} />
    </Prefetched>
  )
}
