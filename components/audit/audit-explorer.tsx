'use client'
// The audit for those who oversee: filtered as the address says, fifty rows at a time, with its files and its check.
import { useInfiniteQuery } from '@tanstack/react-query'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { PageFrame } from '@/components/shell/page-frame'
import { AsOf } from '@/components/ui/as-of'
import { Button } from '@/components/ui/button'
import { Empty } from '@/components/ui/empty'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { Section } from '@/components/ui/section'
import { useSettled } from '@/components/ui/settled'
import { Skeleton } from '@/components/ui/skeleton'
import { auditFilePath, auditQuery } from '@/lib/client/audit'
import type { AuditFilter } from '@/lib/wire/audit'
import { criteriaOf } from './audit-criteria'
import { AuditFilters } from './audit-filters'
import { AuditTable } from './audit-table'
import { ChainCheck } from './chain-check'

const inAddress = {
  officer: parseAsString,
  verb: parseAsString,
  subject: parseAsString,
  outcome: parseAsString,
  denied: parseAsStringLiteral(['yes', 'no'] as const),
  from: parseAsString,
  to: parseAsString,
}

export const AuditExplorer = () => {
  const [address, choose] = useQueryStates(inAddress)
  const subject = useSettled(address.subject, 300)
  const filter = criteriaOf({ ...address, subject })
  const query = useInfiniteQuery(auditQuery(filter))
  const newest = query.data?.pages[0]
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  return (
    <PageFrame
      title="Audit"
      note={newest ? <AsOf at={newest.asOf} error={query.error} /> : undefined}
      lead="Every change, denial, sign-in and export, one row each, in the order in which they were committed. No row can be changed or removed; each carries the hash of the one before it."
    >
      <Section title="Rows" id="rows" note={<Files filter={filter} />}>
        <div className="mb-4">
          <AuditFilters
            address={address}
            choices={newest?.choices ?? NO_CHOICES}
            onChoose={(change) => void choose(change)}
          />
        </div>
        {query.error === null ? null : (
          <ProblemNotice error={query.error} notDone="The audit was not read." />
        )}
        {newest === undefined ? <Skeleton rows={20} label="Reading the audit" /> : null}
        {newest !== undefined && rows.length === 0 ? (
          <Empty sentence="No row is like that." />
        ) : null}
        {rows.length > 0 ? (
          <div aria-busy={query.isPlaceholderData}>
            <AuditTable rows={rows} />
          </div>
        ) : null}
        {query.hasNextPage ? (
          <div className="mt-3 print:hidden">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              Show 50 more
            </Button>
          </div>
        ) : null}
      </Section>
      <Section
        title="Chain"
        id="chain"
        takeaway="The database computes every hash and link again, and holds them against the heads that the transparency log has published."
      >
        <ChainCheck />
      </Section>
    </PageFrame>
  )
}

const NO_CHOICES = { officers: [], verbs: [], outcomes: [] }

const Files = ({ filter }: { filter: AuditFilter }) => (
  <span className="print:hidden">
    Download {isFiltered(filter) ? 'the rows of this filter' : 'all rows'}:{' '}
    <a href={auditFilePath(filter, 'csv')}>CSV</a>,{' '}
    <a href={auditFilePath(filter, 'ndjson')}>NDJSON</a>
  </span>
)

const isFiltered = (filter: AuditFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined)
