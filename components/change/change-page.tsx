'use client'
// One change of the desk, in the order in which a decision about it is made.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { AsOf } from '@/components/ui/as-of'
import { DifferenceTable } from '@/components/ui/difference-table'
import { PrintFoot } from '@/components/ui/print-foot'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import { utcText } from '@/components/ui/utc-text'
import { changeQuery } from '@/lib/client/change'
import type { ChangeDetail } from '@/lib/wire/change'
import { ChangeDecision } from './change-decision'
import { ChangeEvidence } from './change-evidence'
import { ChangeSeal } from './change-seal'
import { ChangeSignoffs } from './change-signoffs'

export type ChangePageProps = {
  changeId: string
  // Where the public log is read.
  log: string
}

export const ChangePage = ({ changeId, log }: ChangePageProps) => {
  const { data: detail, error } = useQuery(changeQuery(changeId))
  if (detail === undefined) return <Skeleton rows={16} />
  return (
    <PageFrame
      above={
        <>
          Change {detail.id}.{' '}
          <Status of={detail.state} word={detail.state === 'executed' ? 'In effect' : undefined} />
        </>
      }
      title={detail.title}
      note={<AsOf at={detail.asOf} error={error} />}
    >
      <PrintFoot text={printedText(detail)} />
      {sectionsOf(detail, log).map(({ id, title, note, content }, index) => (
        <Section key={id} id={id} title={title} number={index + 1} note={note}>
          {content}
        </Section>
      ))}
    </PageFrame>
  )
}

const printedText = ({ id, fingerprint, asOf }: ChangeDetail) =>
  `${id}, fingerprint ${fingerprint ?? 'none yet'}, as of ${utcText(asOf)} UTC`

type PageSection = { id: string; title: string; note?: ReactNode; content: ReactNode }

const sectionsOf = (detail: ChangeDetail, log: string): PageSection[] => [
  { id: 'summary', title: 'What changes', content: <Summary detail={detail} /> },
  { id: 'seal', title: 'Fingerprint, deadline, quorum', content: <ChangeSeal detail={detail} /> },
  {
    id: 'difference',
    title: 'Before and after',
    content: (
      <DifferenceTable
        caption="What stands before and after this change"
        heads={{ before: 'Before', after: 'After' }}
        rows={detail.difference}
      />
    ),
  },
  {
    id: 'signed',
    title: 'Who has decided',
    content: <ChangeSignoffs detail={detail} log={log} />,
  },
  { id: 'evidence', title: 'Second look', content: <ChangeEvidence detail={detail} log={log} /> },
  { id: 'decision', title: 'Your decision', content: <ChangeDecision detail={detail} /> },
]

const Summary = ({ detail }: { detail: ChangeDetail }) => (
  <div className="grid max-w-[92ch] gap-2">
    <p className="text-heading leading-read">
      <b>Why.</b> {detail.reason}
    </p>
    <p className="text-heading leading-read">
      <b>What.</b>{' '}
      {detail.summary ?? `${detail.title}. The text that is signed is made when it is proposed.`}
    </p>
    {detail.summary === null ? null : (
      <p className="text-small text-ink-2">
        This is the text that is signed. It names nobody: officers stand there by their pseudonyms,
        and who they are stands in the title and below.
      </p>
    )}
  </div>
)
