// What is different from the revision before; what is the same in both is folded away.
import { Table } from '@/components/ui/table'
import { countText } from '@/components/ui/money-text'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { type Change, differenceOf, type Previous } from './revision-difference'

export const RevisionChanges = ({ detail }: { detail: ClawbackDetail }) => {
  const { previous } = detail
  if (previous === null) return null
  const rows = differenceOf(detail, previous)
  const changed = rows.filter(({ isSame }) => !isSame)
  const same = rows.filter(({ isSame }) => isSame)
  const revisions = `revisions ${previous.revision} and ${detail.revision}`
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {changed.length === 0 ? (
        <p className="text-ink-2">No choice and no figure is different.</p>
      ) : (
        <ChangeTable caption={`What differs between ${revisions}`} rows={changed} detail={detail} />
      )}
      <ReasonChange detail={detail} previous={previous} />
      {same.length === 0 ? null : (
        <details className="text-small">
          <summary className="min-h-6 w-fit">
            {countText(same.length, 'value is', 'values are')} the same in both
          </summary>
          <ChangeTable caption={`What is the same in ${revisions}`} rows={same} detail={detail} />
        </details>
      )}
    </div>
  )
}

type ChangeTableProps = { caption: string; rows: readonly Change[]; detail: ClawbackDetail }

const ChangeTable = ({ caption, rows, detail: { revision, previous } }: ChangeTableProps) => (
  <Table
    caption={caption}
    hideCaption
    rows={rows}
    rowKey={(row) => row.name}
    columns={[
      {
        key: 'name',
        head: 'Value',
        rowHead: true,
        cell: ({ name, unit }) => (
          <>
            {name} <span className="text-micro text-ink-3">{unit}</span>
          </>
        ),
      },
      {
        key: 'before',
        head: `Revision ${previous?.revision ?? ''}`,
        numeric: true,
        cell: (row) => <span className="text-ink-2">{row.before}</span>,
      },
      { key: 'now', head: `Revision ${revision}`, numeric: true, cell: (row) => row.now },
      { key: 'change', head: 'Change', numeric: true, cell: (row) => row.change },
    ]}
  />
)

type ReasonChangeProps = { detail: ClawbackDetail; previous: Previous }

/** Whole sentences stand beside the table, not in it. */
const ReasonChange = ({ detail, previous }: ReasonChangeProps) =>
  detail.reason === previous.reason ? (
    <p className="text-small text-ink-2">The reason is the same.</p>
  ) : (
    <dl className="grid max-w-[92ch] gap-y-1">
      <dt className="text-small text-ink-2">Reason, revision {previous.revision}</dt>
      <dd className="wrap-anywhere whitespace-pre-line text-ink-2">{previous.reason}</dd>
      <dt className="text-small text-ink-2">Reason, revision {detail.revision}</dt>
      <dd className="wrap-anywhere whitespace-pre-line">{detail.reason}</dd>
    </dl>
  )
