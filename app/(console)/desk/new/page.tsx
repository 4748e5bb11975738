// Adding an officer.
import type { Metadata } from 'next'
import { OfficerForm } from '@/components/change/officer-form'
import { deskQuery } from '@/lib/client/desk'
import { showDesk } from '@/lib/server/desk'
import { ask, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../../../prefetched'

export const metadata: Metadata = { title: 'Add an officer' }

export default async function NewOfficerPage() {
  const officer = await requireOfficer()
  const desk = await ask(showDesk, {}, officer)
  return (
    <Prefetched answers={[[deskQuery().queryKey, desk]]}>
      <OfficerForm />
    </Prefetched>
  )
}
