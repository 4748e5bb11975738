'use client'
// The first start: who founds this desk, how far each has come, and what stays closed until then.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { firstStartQuery } from '@/lib/client/passkey'
import type { FirstStart } from '@/lib/wire/passkey'

export type FirstStartPageProps = {
  // One's own keys.
  children: ReactNode
}

export const FirstStartPage = ({ children }: FirstStartPageProps) => {
  const { data } = useQuery(firstStartQuery())
  return (
    <PageFrame
      title="First start"
      lead="Everything that moves money here is signed by people with keys of their own, so it begins with the keys. Until two of the founding officers hold one, nothing else is open: no imports, no simulations, no figures."
    >
      {data?.isOver === true ? (
        <div className="col-span-12">
          <Notice
            kind="message"
            title="Two officers hold keys: the console is open, and the first start is over for good."
            next={
              <LinkButton href="/" look="go">
                Open the console
              </LinkButton>
            }
          />
        </div>
      ) : null}
      {children}
      <Section id="founders" title="Founding officers" takeaway={takeawayOf(data)}>
        {data === undefined ? <Skeleton rows={4} /> : <Founders founders={data.founders} />}
      </Section>
    </PageFrame>
  )
}

const takeawayOf = (data: FirstStart | undefined): ReactNode => (
  <>
    Each may put two keys in force himself, within 24 hours of the first one; the public log says
    so, and afterwards a key needs the signatures of others.
    {data?.closesAt == null ? null : (
      <>
        {' '}
        This ends at <Time at={data.closesAt} />.
      </>
    )}
  </>
)

const Founders = ({ founders }: Pick<FirstStart, 'founders'>) => (
  <Table
    caption="Founding officers and their keys"
    hideCaption
    columns={columns}
    rows={founders}
    rowKey={({ name }, index) => `${name}-${index}`}
    isCurrent={({ isYou }) => isYou}
  />
)

const columns: Column<FirstStart['founders'][number]>[] = [
  {
    key: 'officer',
    head: 'Officer',
    rowHead: true,
    cell: ({ name, isYou }) => (isYou ? `${name} (you)` : name),
  },
  {
    key: 'keys',
    head: 'Keys',
    unit: 'of 2',
    numeric: true,
    cell: ({ keys }) => (keys === 0 ? 'none' : keys),
  },
  { key: 'roles', head: 'Roles', cell: ({ roles }) => roles.join(', ') },
  { key: 'group', head: 'Group', cell: ({ group }) => group },
]
