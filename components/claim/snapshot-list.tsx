'use client'
// Claims: the frozen snapshots, each with the digest that anybody can compute of its export.
import { useQuery } from '@tanstack/react-query'
import { PageFrame } from '@/components/shell/page-frame'
import { AsOf } from '@/components/ui/as-of'
import { Empty } from '@/components/ui/empty'
import { LinkButton } from '@/components/ui/link-button'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { snapshotsQuery } from '@/lib/client/claim'
import { SnapshotTable } from './snapshot-table'

export type SnapshotListProps = {
  // Where the public log is read.
  log: string
  // Why this officer may not import or export, where he may not.
  importRefused?: string | undefined
  exportRefused?: string | undefined
}

export const SnapshotList = ({ log, importRefused, exportRefused }: SnapshotListProps) => {
  const { data, error } = useQuery(snapshotsQuery())
  const importLink = (
    <LinkButton href="/claims/import" disabledReason={importRefused}>
      Import claims
    </LinkButton>
  )
  return (
    <PageFrame title="Claims" note={data ? <AsOf at={data.asOf} error={error} /> : undefined}>
      <Section
        title="Frozen snapshots"
        id="snapshots"
        takeaway="A snapshot says what each account could be charged at one moment; once frozen, no line of it can change. Its digest is what sha256sum prints for its canonical CSV; its claims root stands in the public log."
      >
        <div className="mb-4 flex flex-wrap items-start gap-3">{importLink}</div>
        {data === undefined ? <Skeleton rows={6} label="Loading snapshots" /> : null}
        {data?.snapshots.length === 0 ? (
          <Empty sentence="No snapshot has been frozen yet. A run needs one to know who is in profit." />
        ) : null}
        {data !== undefined && data.snapshots.length > 0 ? (
          <SnapshotTable snapshots={data.snapshots} log={log} exportRefused={exportRefused} />
        ) : null}
      </Section>
    </PageFrame>
  )
}
