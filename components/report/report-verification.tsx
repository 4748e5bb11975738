// How a reader checks the report by hand, and what that shows and does not show.
import type { ReactNode } from 'react'
import { Section } from '@/components/ui/section'
import type { Report } from '@/lib/domain/report'
import type { ReportProof } from '@/lib/wire/report'
import { ReportProofs } from './report-proofs'
import { roundedAs } from './rounded-as'
import { words } from './words'

const text = words.verify

export type ReportVerificationProps = {
  report: Report
  sha256: string
  address: string
  logged: ReportProof['logged']
}

export const ReportVerification = ({ report, sha256, ...proof }: ReportVerificationProps) => (
  <Section id="verify" title={text.title} note={text.note}>
    <ol className="max-w-prose list-decimal pl-8 text-heading leading-read marker:text-ink-3">
      <Step head={text.report.head}>
        {text.report.text} <code className="whitespace-nowrap">sha256sum report.json</code>.{' '}
        {text.report.result}
        <code className="block text-body break-all">{sha256}</code>
      </Step>
      <Step head={text.levy.head}>
        {recomputingOf(report)} {text.levy.text}
      </Step>
      <Step head={text.statement.head}>
        {text.statement.text} <a href="/transparency/verify">{text.statement.open}</a>.{' '}
        {text.statement.formatBefore} <a href="/transparency/format">{text.statement.format}</a>.
      </Step>
      <Step head={text.log.head}>{text.log.text}</Step>
      <Step head={text.totals.head}>
        {report.distribution.length === 0 ? text.totals.textWithheld : text.totals.text}
      </Step>
    </ol>
    <ReportProofs trees={report.trees} {...proof} />
    <div className="mt-6 grid gap-8 text-heading leading-read md:grid-cols-2">
      <Sentences title={text.proves} sentences={report.verification.proves} />
      <Sentences title={text.doesNotProve} sentences={report.verification.doesNotProve} />
    </div>
  </Section>
)

const recomputingOf = ({ rule, numeraire }: Report) => {
  const kind = roundedAs(rule.schedule)
  return words.rule.verify[kind === 'whole' ? 'queue' : kind](numeraire)
}

const Step = ({ head, children }: { head: string; children: ReactNode }) => (
  <li className="border-b border-rule py-2 pl-1">
    <b>{head}</b> {children}
  </li>
)

const Sentences = ({ title, sentences }: { title: string; sentences: readonly string[] }) => (
  <div>
    <h3>{title}</h3>
    <ul className="grid gap-1">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  </div>
)
