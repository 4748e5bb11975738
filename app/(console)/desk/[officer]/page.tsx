// One officer with his keys, and what may be changed of him.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AccountForms } from '@/components/change/account-forms'
import { KeyForms } from '@/components/change/key-forms'
import { RemovalForm } from '@/components/change/removal-form'
import { RolesForm } from '@/components/change/roles-form'
import { OfficerPage } from '@/components/desk/officer-page'
import { deskQuery } from '@/lib/client/desk'
import { showDesk } from '@/lib/server/desk'
import { ask, publicOrigin, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../../../prefetched'

export const metadata: Metadata = { title: 'Officer' }

type Props = { params: Promise<{ officer: string }> }

export default async function OfficerRoute({ params }: Props) {
  const reader = await requireOfficer()
  const { officer: pseudonym } = await params
  const desk = await ask(showDesk, {}, reader)
  if (!desk.officers.some((officer) => officer.pseudonym === pseudonym)) notFound()
  return (
    <Prefetched answers={[[deskQuery().queryKey, desk]]}>
      <OfficerPage
        pseudonym={pseudonym}
        log={`${publicOrigin()}/transparency/log`}
        roles={<RolesForm pseudonym={pseudonym} />}
        keys={<KeyForms pseudonym={pseudonym} />}
        accounts={<AccountForms pseudonym={pseudonym} />}
        removal={<RemovalForm pseudonym={pseudonym} />}
      />
    </Prefetched>
  )
}
