'use client'
// What waits for this officer, what waits for others, and what he has decided already.
import { useQuery } from '@tanstack/react-query'
import { PageFrame } from '@/components/shell/page-frame'
import { AsOf } from '@/components/ui/as-of'
import { Empty } from '@/components/ui/empty'
import { countText } from '@/components/ui/money-text'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { inboxQuery } from '@/lib/client/inbox'
import { InboxTable } from './inbox-table'
import { isOpen } from './inbox-words'
import { StopNotice } from './stop-notice'

const SHOWN_DECIDED = 20

export const InboxPage = () => {
  const { data: inbox, error } = useQuery(inboxQuery())
  if (inbox === undefined) return <Skeleton rows={10} />
  const { items, asOf } = inbox
  const yours = items.filter(({ wants }) => wants !== null)
  const others = items.filter((item) => item.wants === null && isOpen(item))
  const decided = items.filter((item) => item.isSignedByYou && !isOpen(item))
  return (
    <PageFrame title="Approvals" note={<AsOf at={asOf} error={error} />}>
      <div className="col-span-12 empty:hidden">
        <StopNotice />
      </div>
      <Section id="yours" title="Waiting for you" note={countText(yours.length, 'proposal')}>
        {yours.length === 0 ? (
          <Empty sentence="Nothing waits for your decision." />
        ) : (
          <InboxTable caption="Proposals that wait for you" items={yours} asOf={asOf} />
        )}
      </Section>
      <Section
        id="others"
        title="Waiting for others"
        note={countText(others.length, 'proposal')}
        takeaway="Open proposals that you cannot move now: you wrote or signed them, a cooling-off or a delay runs, or they ask for another role, group or key."
      >
        {others.length === 0 ? (
          <Empty sentence="No proposal waits for anybody else." />
        ) : (
          <InboxTable caption="Proposals that wait for others" items={others} asOf={asOf} />
        )}
      </Section>
      <Section id="decided" title="Signed by you, and over">
        {decided.length === 0 ? (
          <Empty sentence="Nothing that you have signed is over yet." />
        ) : (
          <InboxTable
            caption="What you have signed and is over"
            items={decided.slice(0, SHOWN_DECIDED)}
            asOf={asOf}
          />
        )}
      </Section>
    </PageFrame>
  )
}
