// Who decided, under their pseudonyms, and everything that happened in order of time.
import { Section } from '@/components/ui/section'
import { Table } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { Report } from '@/lib/domain/report'
import { words } from './words'

export const ReportDecisions = ({ report }: { report: Report }) => (
  <>
    <Section id="decisions" title={words.decisions.title} span={5}>
      <Table
        caption={words.decisions.caption}
        hideCaption
        columns={[
          {
            key: 'time',
            head: words.decisions.columns.time,
            rowHead: true,
            cell: ({ at }) => <Time at={at} bare />,
          },
          {
            key: 'decision',
            head: words.decisions.columns.decision,
            cell: ({ decision }) => words.decisions.names[decision] ?? decision,
          },
          {
            key: 'officer',
            head: words.decisions.columns.officer,
            cell: ({ officer }) => <Pseudonym of={officer} />,
          },
        ]}
        rows={report.governance}
        rowKey={(_, index) => String(index)}
      />
      <p className="mt-2 text-small text-ink-2">{words.decisions.note}</p>
    </Section>
    <Section id="timeline" title={words.timeline.title} span={7}>
      <Table
        caption={words.timeline.caption}
        hideCaption
        columns={[
          {
            key: 'time',
            head: words.timeline.columns.time,
            rowHead: true,
            cell: ({ at }) => <Time at={at} bare />,
          },
          { key: 'event', head: words.timeline.columns.event, cell: ({ event }) => event },
        ]}
        rows={report.timeline}
        rowKey={(_, index) => String(index)}
      />
    </Section>
  </>
)

const SHOWN = 10

const Pseudonym = ({ of }: { of: string }) => (
  <code translate="no" title={of}>
    {of.slice(0, SHOWN)}…
  </code>
)
