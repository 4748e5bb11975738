// One published report in the console: its identity, its public address, and the way to one account's statement.
import type { ReactNode } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { Digest } from '@/components/ui/digest'
import { Fingerprint } from '@/components/ui/fingerprint'
import { Section } from '@/components/ui/section'
import { Status } from '@/components/ui/status'
import { Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Report } from '@/lib/domain/report'
import { ReportFigures } from './report-figures'

export type PublishedReportProps = {
  report: Report
  sha256: string
  // The lasting public address, with its origin.
  publicAddress: string
  // The way to the statement of one account: statements are a subject of their own.
  statement: ReactNode
}

export const PublishedReport = (props: PublishedReportProps) => {
  const { report, statement } = props
  return (
    <PageFrame
      title={`Report ${report.id}, version ${report.version}`}
      above={<Status of="ok" word="Final" />}
      note={
        <>
          published <Time at={report.publishedAt} relative />
        </>
      }
    >
      <div className="col-span-12">
        <ReportFigures report={report} />
      </div>
      <Section id="identity" title="Published version" span={7}>
        <Table
          caption="What identifies this version"
          hideCaption
          columns={[
            { key: 'name', head: 'What', rowHead: true, cell: ({ name }) => name },
            { key: 'value', head: 'Value', cell: ({ value }) => value },
          ]}
          rows={identityOf(props)}
          rowKey={({ name }) => name}
        />
      </Section>
      <Section
        id="statement"
        title="Statement of one account"
        span={5}
        takeaway="For its owner: the levy recomputed line by line from the account’s own numbers. Statements have no public address."
      >
        {statement}
      </Section>
    </PageFrame>
  )
}

const identityOf = ({ report, sha256, publicAddress }: PublishedReportProps) => [
  {
    name: 'Public page',
    value: (
      <a href={publicAddress} className="break-all">
        {publicAddress}
      </a>
    ),
  },
  { name: 'Exact bytes', value: <a href={`${publicAddress}/report.json`}>report.json</a> },
  { name: 'Report digest', value: <Digest digest={sha256} copyName="report digest" /> },
  {
    name: 'Fingerprint of the run',
    value: <Fingerprint fingerprint={report.run.fingerprint} copyable />,
  },
  { name: 'Run digest', value: <Digest digest={report.run.runDigest} copyName="run digest" /> },
  {
    name: 'Snapshot digest',
    value: <Digest digest={report.run.snapshotDigest} copyName="snapshot digest" />,
  },
]
