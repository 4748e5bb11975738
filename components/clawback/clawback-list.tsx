'use client'
// What waits for this officer first, then every run.
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { PageFrame } from '@/components/shell/page-frame'
import { buttonClass } from '@/components/ui/button-class'
import { Empty } from '@/components/ui/empty'
import { countText } from '@/components/ui/money-text'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { clawbacksQuery } from '@/lib/client/clawback'
import { ClawbackTable } from './clawback-table'
import { WaitingClawbacks } from './waiting-clawbacks'

export const ClawbackList = () => {
  const { data: list, isRefetchError } = useQuery(clawbacksQuery())
  if (list === undefined) return <Skeleton rows={10} />
  const waiting = list.clawbacks.filter(({ waitsForYou }) => waitsForYou)
  return (
    <PageFrame
      title="Clawbacks"
      note={
        <>
          {isRefetchError ? 'Could not be refreshed; read ' : 'Read '}
          <Time at={list.asOf} />
        </>
      }
    >
      <Section id="waiting" title="Waiting for you" note={countText(waiting.length, 'proposal')}>
        {waiting.length === 0 ? (
          <Empty sentence="Nothing waits for your decision." />
        ) : (
          <WaitingClawbacks rows={waiting} asOf={list.asOf} />
        )}
      </Section>
      <Section id="runs" title="All runs" note={countText(list.clawbacks.length, 'run')}>
        {list.clawbacks.length === 0 ? (
          <Empty sentence="No run has been drafted yet." action={<NewClawbackLink />} />
        ) : (
          <ClawbackTable rows={list.clawbacks} />
        )}
      </Section>
    </PageFrame>
  )
}

const NewClawbackLink = () => (
  <Link href="/clawbacks/new" className={buttonClass({})}>
    New clawback
  </Link>
)
