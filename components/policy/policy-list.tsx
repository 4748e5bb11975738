'use client'
// Every policy by the version that is in force, and those before it.
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { PageFrame } from '@/components/shell/page-frame'
import { AsOf } from '@/components/ui/as-of'
import { Digest } from '@/components/ui/digest'
import { Empty } from '@/components/ui/empty'
import { LinkButton } from '@/components/ui/link-button'
import { LogEntryLink } from '@/components/ui/log-entry-link'
import { countText } from '@/components/ui/money-text'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { policiesQuery } from '@/lib/client/policy'
import type { PolicyJson } from '@/lib/wire/policy'
import { tiersText } from './policy-words'

export type PolicyListProps = {
  // Where the public log is read.
  log: string
  // Why this officer may not propose a version.
  refusal: string | undefined
}

export const PolicyList = ({ log, refusal }: PolicyListProps) => {
  const { data: list, error } = useQuery(policiesQuery())
  if (list === undefined) return <Skeleton rows={8} />
  const inForce = list.policies.filter(({ isInForce }) => isInForce)
  return (
    <PageFrame
      title="Policies"
      lead="A policy is announced before a loss and says in which order who pays, by which rule, and who must sign. A new version holds only for losses after it came into force."
      note={<AsOf at={list.asOf} error={error} />}
    >
      <Section
        id="in-force"
        title="In force"
        note={countText(inForce.length, 'policy', 'policies')}
      >
        {inForce.length === 0 ? (
          <Empty sentence="No policy is in force: no run can be drafted." />
        ) : (
          <PolicyTable rows={inForce} log={log} caption="Policies in force" />
        )}
        <div className="mt-3 print:hidden">
          <LinkButton href="/policies/new" disabledReason={refusal}>
            Propose a policy
          </LinkButton>
        </div>
      </Section>
      <Section id="versions" title="All versions" note={countText(list.policies.length, 'version')}>
        <PolicyTable rows={list.policies} log={log} caption="All versions, the newest first" />
      </Section>
    </PageFrame>
  )
}

type PolicyTableProps = { rows: readonly PolicyJson[]; log: string; caption: string }

const PolicyTable = ({ rows, log, caption }: PolicyTableProps) => (
  <Table
    caption={caption}
    hideCaption
    rows={rows}
    rowKey={({ id, version }) => `${id} ${version}`}
    columns={columnsOf(log)}
  />
)

const columnsOf = (log: string): Column<PolicyJson>[] => [
  {
    key: 'id',
    head: 'Policy',
    rowHead: true,
    cell: ({ id, version }) => (
      <Link href={`/policies/${id}?version=${version}`}>
        {id} version {version}
      </Link>
    ),
  },
  {
    key: 'state',
    head: 'State',
    cell: ({ isInForce }) =>
      isInForce ? <Status of="approved" word="In force" /> : <Status of="superseded" />,
  },
  { key: 'tiers', head: 'Who must sign', cell: ({ content }) => tiersText(content) },
  { key: 'since', head: 'In force since, UTC', cell: (row) => <Time at={row.effectiveAt} bare /> },
  {
    key: 'change',
    head: 'Adopted by',
    cell: ({ changeId }) =>
      changeId === null ? 'the beginning' : <Link href={`/changes/${changeId}`}>{changeId}</Link>,
  },
  {
    key: 'digest',
    head: 'Digest',
    secondRank: true,
    cell: ({ digest, logIndex }) => (
      <>
        <Digest digest={digest} short />
        {logIndex === null ? null : (
          <small>
            <LogEntryLink index={logIndex} log={log} />
          </small>
        )}
      </>
    ),
  },
]
