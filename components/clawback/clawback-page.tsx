'use client'
// One revision of a run, in the order in which a decision is made.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { PrintFoot } from '@/components/ui/print-foot'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import { Time } from '@/components/ui/time'
import { utcText } from '@/components/ui/utc-text'
import { clawbackQuery } from '@/lib/client/clawback'
import type { ClawbackDetail, RevisionRef } from '@/lib/wire/clawback'
import { AccountTable } from './account-table'
import { ClassTable } from './class-table'
import { EnvelopeText } from './envelope-text'
import { InputFreshness } from './input-freshness'
import { pageSections, type PageSection } from './page-sections'
import { RevisionChanges } from './revision-changes'
import { RunComments } from './run-comments'
import { RunDistribution } from './run-distribution'
import { RunExecution } from './run-execution'
import { RunSchedule } from './run-schedule'
import { RunSeal } from './run-seal'
import { RunSummary } from './run-summary'
import { RunWaterfall } from './run-waterfall'
import { SupersededBanner } from './superseded-banner'
import { lossSpanText, takenText } from './run-words'

export type ClawbackPageProps = {
  revisionRef: RevisionRef
  // Whether this officer may take the levies away as a file.
  mayExport: boolean
  // Whether he may take the evidence of its decisions away.
  mayProve: boolean
  // Where the public log is read.
  log: string
  // Who has signed, and what this officer may do: sign-off is a subject of its own.
  signed: ReactNode
  decision: ReactNode
  // Whether this browser comes to the same.
  reproduced: ReactNode
  // One account's statement, and all of them.
  statements: ReactNode
}

export const ClawbackPage = (props: ClawbackPageProps) => {
  const { clawbackId, revision } = props.revisionRef
  const { data: detail, isRefetchError } = useQuery(clawbackQuery(clawbackId, revision))
  if (detail === undefined) return <Skeleton rows={20} />
  const sections = pageSections(detail)
  return (
    <PageFrame
      above={
        <>
          Clawback {detail.id}, revision {detail.revision}. <Status of={detail.state} />
        </>
      }
      title={
        <span className="block max-w-[30em] text-figure leading-tight text-balance">
          {titleOf(detail)}
        </span>
      }
      note={
        <>
          {isRefetchError ? 'Could not be refreshed; read ' : 'Read '}
          <Time at={detail.asOf} />
        </>
      }
    >
      <PrintFoot text={printedText(detail)} />
      <Contents detail={detail} sections={sections} />
      <div className="col-span-12 grid min-w-0 grid-cols-12 gap-x-6 gap-y-8 lg:col-span-10">
        <SupersededBanner detail={detail} />
        {sections.map((section, index) => (
          <PageSectionView
            key={section.id}
            {...props}
            detail={detail}
            section={section}
            number={index + 1}
          />
        ))}
      </div>
    </PageFrame>
  )
}

const titleOf = (detail: ClawbackDetail) => {
  const taken = takenText(detail, detail.snapshot.numeraire)
  return detail.state === 'executed' ? `Executed: ${taken}` : `Take ${taken}`
}

const printedText = ({ id, revision, fingerprint, asOf }: ClawbackDetail) =>
  `${id}, revision ${revision}, fingerprint ${fingerprint ?? 'none yet'}, as of ${utcText(asOf)} UTC`

type ContentsProps = { detail: ClawbackDetail; sections: readonly PageSection[] }

const Contents = ({ detail, sections }: ContentsProps) => (
  <nav
    aria-label="Contents"
    className="sticky top-16 col-span-2 hidden text-small lg:block print:hidden"
  >
    <p className="mb-2 text-ink-2">
      {detail.id}, revision {detail.revision}
    </p>
    <ol className="border-t border-rule-strong">
      {sections.map(({ id, title }, index) => (
        <li key={id} className="border-b border-rule">
          <a href={`#${id}`} className="flex min-h-[1.625rem] items-center no-underline">
            <span className="w-6 text-ink-2">{index + 1}</span>
            {title}
          </a>
        </li>
      ))}
    </ol>
  </nav>
)

type ViewProps = ClawbackPageProps & {
  detail: ClawbackDetail
  section: PageSection
  number: number
}

const PageSectionView = ({ detail, section, number, ...props }: ViewProps) => {
  const numeraire = detail.snapshot.numeraire
  if (section.id === 'waterfall')
    return (
      <RunWaterfall
        run={detail}
        number={number}
        lossNote={lossSpanText(detail)}
        note={`policy ${detail.policy.id} version ${detail.policy.version}: fund, then operator, then traders`}
      />
    )
  const content: Record<Exclude<PageSection['id'], 'waterfall'>, ReactNode> = {
    summary: <RunSummary detail={detail} />,
    seal: <RunSeal detail={detail} />,
    changes: <RevisionChanges detail={detail} />,
    schedule: (
      <>
        <RunSchedule run={detail} numeraire={numeraire} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
          <RunDistribution run={detail} numeraire={numeraire} />
          <ClassTable run={detail} numeraire={numeraire} />
        </div>
      </>
    ),
    accounts: <AccountTable detail={detail} />,
    reproduced: props.reproduced,
    freshness: <InputFreshness detail={detail} log={props.log} />,
    comments: <RunComments {...props.revisionRef} />,
    signed: props.signed,
    envelope: <EnvelopeText detail={detail} log={props.log} />,
    execution: (
      <RunExecution detail={detail} mayExport={props.mayExport} mayProve={props.mayProve} />
    ),
    statements: props.statements,
    decision: props.decision,
  }
  return (
    <Section id={section.id} title={section.heading} number={number} note={section.note}>
      {content[section.id]}
    </Section>
  )
}
