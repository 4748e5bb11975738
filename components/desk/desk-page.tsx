'use client'
// Who runs the desk: the pause, its officers, what waits, and whether enough of them could sign.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { AsOf } from '@/components/ui/as-of'
import { LinkButton } from '@/components/ui/link-button'
import { countText } from '@/components/ui/money-text'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { deskQuery } from '@/lib/client/desk'
import type { DeskJson } from '@/lib/wire/desk'
import { OfficerTable } from './officer-table'
import { PoolTable } from './pool-table'
import { PauseState } from './pause-state'
import { poolTakeaway } from './desk-words'

export type DeskPageProps = {
  // Changes of the desk are a subject of their own: the form of a pause, and the list.
  pauseForm: ReactNode
  changes: ReactNode
}

export const DeskPage = ({ pauseForm, changes }: DeskPageProps) => {
  const { data: desk, error } = useQuery(deskQuery())
  if (desk === undefined) return <Skeleton rows={16} />
  return (
    <PageFrame
      title="Desk"
      lead="Officers, their keys and their groups. What gives rights needs the strictest quorum of all policies in force and takes effect after a delay; what takes rights away needs one person and works at once."
      note={<AsOf at={desk.asOf} error={error} />}
    >
      <Section id="officers" title="Officers" note={<OfficersNote desk={desk} />}>
        <OfficerTable officers={desk.officers} keysPerApprover={desk.keysPerApprover} />
        <div className="mt-3 print:hidden">
          <LinkButton
            href="/desk/new"
            disabledReason={desk.may.widen.allowed ? undefined : desk.may.widen.sentence}
          >
            Add an officer
          </LinkButton>
        </div>
      </Section>
      <Section id="pools" title="Who could sign" takeaway={poolTakeaway(desk.pools)}>
        <PoolTable pools={desk.pools} />
      </Section>
      <Section id="changes" title="Changes">
        {changes}
      </Section>
      <Section id="pause" title={desk.pause === null ? 'Pause' : 'Paused'}>
        <PauseState pause={desk.pause} />
        <div className="mt-3 print:hidden">{pauseForm}</div>
      </Section>
    </PageFrame>
  )
}

const OfficersNote = ({ desk }: { desk: DeskJson }) => (
  <>
    {countText(desk.officers.filter(({ removedAt }) => removedAt === null).length, 'officer')}; an
    approver needs {countText(desk.keysPerApprover, 'key')} in force
  </>
)
