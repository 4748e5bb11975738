// The public site's first page: every report in one line, and what this site is.
import { PageFrame } from '@/components/shell/page-frame'
import { Amount } from '@/components/ui/amount'
import { Empty } from '@/components/ui/empty'
import { Fingerprint } from '@/components/ui/fingerprint'
import { Percent } from '@/components/ui/percent'
import { Section } from '@/components/ui/section'
import { Table, type Column } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { formatAmount, groupThousands } from '@/lib/domain/money'
import type { ReportList, ReportRow } from '@/lib/wire/report'
import { words } from './words'

const text = words.index

export const ReportIndex = ({ reports, asOf }: ReportList) => (
  <PageFrame width="report" reading title={text.title} lead={text.lead}>
    <div className="col-span-12 grid grid-cols-12 gap-x-6 gap-y-10 text-body leading-normal">
      <Section
        id="reports"
        title={text.reports}
        note={
          <>
            {text.reportsNote}, <Time at={asOf} />
          </>
        }
      >
        {reports.length === 0 ? (
          <Empty sentence={text.none} />
        ) : (
          <Table
            caption={text.caption}
            hideCaption
            columns={columns}
            rows={reports}
            rowKey={({ id, version }) => `${id}-${version}`}
          />
        )}
      </Section>
      <Section id="about" title={text.about}>
        <div className="grid gap-6 text-heading leading-read md:grid-cols-3">
          {text.aboutParts.map(({ head, text: sentences }) => (
            <div key={head}>
              <h3>{head}</h3>
              <p>{sentences}</p>
            </div>
          ))}
        </div>
      </Section>
    </div>
  </PageFrame>
)

const columns: Column<ReportRow>[] = [
  {
    key: 'report',
    head: text.columns.report,
    rowHead: true,
    cell: (row) => (
      <>
        <a href={`/transparency/${row.id}/v${row.version}`} className="font-semibold">
          {row.id} v{row.version}
        </a>
        <small>{lineOf(row)}</small>
      </>
    ),
  },
  {
    key: 'published',
    head: text.columns.published,
    cell: ({ publishedAt }) => <Time at={publishedAt} bare />,
  },
  {
    key: 'lost',
    head: text.columns.lost,
    numeric: true,
    cell: ({ grossLoss, asset }) => (
      <Amount amount={grossLoss} scale={asset.scale} unit={asset.code} />
    ),
  },
  {
    key: 'levied',
    head: text.columns.levied,
    numeric: true,
    cell: ({ levied, asset }) => <Amount amount={levied} scale={asset.scale} unit={asset.code} />,
  },
  {
    key: 'rate',
    head: text.columns.rate,
    numeric: true,
    cell: ({ rate }) => <Percent of={rate} />,
  },
  {
    key: 'fingerprint',
    head: text.columns.fingerprint,
    cell: ({ fingerprint }) => <Fingerprint fingerprint={fingerprint} />,
  },
]

const lineOf = ({ accountsCharged, levied, grossLoss, asset }: ReportRow): string => {
  const money = (amount: string) =>
    `${groupThousands(formatAmount(BigInt(amount), { scale: asset.scale }))} ${asset.code}`
  return text.whatHappened(groupThousands(accountsCharged), money(levied), money(grossLoss))
}
