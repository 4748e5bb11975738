// Which accounts were in scope at the cut-off, class by class, and what each class pays.
import { Absent } from '@/components/ui/absent'
import { Amount } from '@/components/ui/amount'
import { Section } from '@/components/ui/section'
import { Table, type Column, type FootRow } from '@/components/ui/table'
import { groupThousands } from '@/lib/domain/money'
import type { PublicClass, Report } from '@/lib/domain/report'
import { scopeBaseOf } from './report-money'
import { words } from './words'

const text = words.scope

export const ReportScope = ({ report }: { report: Report }) => {
  const charged = report.scope.filter((part) => part.class !== 'exempt')
  const exempt = report.scope.filter((part) => part.class === 'exempt')
  return (
    <Section id="scope" title={text.title}>
      <Table
        caption={text.caption}
        columns={columnsOf(report)}
        rows={charged}
        rowKey={(part) => part.class}
        foot={[sumOf(report), ...exempt.map((part) => exemptRow(part, report))]}
      />
      {report.scope.some(({ base }) => base === null) ? (
        <p className="mt-2 text-small text-ink-2">{text.few}</p>
      ) : null}
    </Section>
  )
}

const columnsOf = (report: Report): Column<PublicClass>[] => [
  {
    key: 'class',
    head: text.columns.class,
    rowHead: true,
    cell: (part) => text.classes[part.class],
  },
  {
    key: 'accounts',
    head: text.columns.accounts,
    numeric: true,
    cell: ({ accounts }) => groupThousands(accounts),
  },
  {
    key: 'base',
    head: capitalised(report.numeraire),
    unit: report.asset.code,
    numeric: true,
    cell: (part) => <Base part={part} report={report} />,
  },
  {
    key: 'pays',
    head: text.columns.pays,
    cell: (part) => <Pays part={part} />,
  },
]

const sumOf = (report: Report): FootRow => ({
  key: 'charged',
  kind: 'sum',
  cells: {
    class: text.charged,
    accounts: groupThousands(report.keyFigures.accountsInScope),
    base: <Amount amount={scopeBaseOf(report)} scale={Number(report.asset.scale)} />,
  },
})

const exemptRow = (part: PublicClass, report: Report): FootRow => ({
  key: part.class,
  kind: 'plain',
  cells: {
    class: text.classes[part.class],
    accounts: part.accounts.startsWith('<') ? part.accounts : groupThousands(part.accounts),
    base: <Base part={part} report={report} />,
    pays: <Pays part={part} />,
  },
})

const Pays = ({ part }: { part: PublicClass }) => (
  <span className="block min-w-40 text-ink-2">{text.pays[part.class]}</span>
)

const Base = ({ part, report }: { part: PublicClass; report: Report }) =>
  part.base === null ? <Absent /> : <Amount amount={part.base} scale={Number(report.asset.scale)} />

const capitalised = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`
