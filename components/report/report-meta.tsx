// The facts that identify a report, its download, and the way around the page.
import type { ReactNode } from 'react'
import { Digest } from '@/components/ui/digest'
import { Fingerprint } from '@/components/ui/fingerprint'
import type { Report } from '@/lib/domain/report'
import { words } from './words'

export type ReportMetaProps = { report: Report; sha256: string; address: string }

export const ReportMeta = ({ report, sha256, address }: ReportMetaProps) => (
  <aside
    aria-label={words.meta.label}
    className="min-w-0 text-small md:sticky md:top-4 md:self-start print:static print:mb-6 print:border-b print:border-rule"
  >
    <dl className="grid gap-3 print:grid-cols-3 print:gap-x-6">
      <Fact name={words.meta.asset}>
        {words.meta.assetValue(report.asset.code, report.asset.scale)}
      </Fact>
      <Fact name={words.meta.fingerprint}>
        <Fingerprint fingerprint={report.run.fingerprint} />
      </Fact>
      <Fact name={words.meta.reportDigest}>
        <Digest digest={sha256} />
      </Fact>
      <Fact name={words.meta.runDigest}>
        <Digest digest={report.run.runDigest} />
      </Fact>
      <Fact name={words.meta.snapshotDigest}>
        <Digest digest={report.run.snapshotDigest} />
      </Fact>
      <Fact name={words.meta.engine}>
        {words.meta.engineValue(report.run.engine.version)}{' '}
        <Digest digest={report.run.engine.buildDigest} short />
      </Fact>
      <Fact name={words.meta.supersedes}>{words.meta.nothing}</Fact>
      <Fact name={words.meta.download} noPrint>
        <SmallLink href={`${address}/report.json`}>report.json</SmallLink>
        <SmallLink href={`${address}/report.tlog-proof`}>report.tlog-proof</SmallLink>
      </Fact>
      <Fact name={words.meta.onThisPage} noPrint>
        {parts.map(([id, title]) => (
          <SmallLink key={id} href={`#${id}`}>
            {title}
          </SmallLink>
        ))}
      </Fact>
    </dl>
  </aside>
)

const parts = [
  ['waterfall', words.waterfall.title],
  ['rule', words.rule.title],
  ['distribution', words.distribution.title],
  ['scope', words.scope.title],
  ['decisions', words.decisions.title],
  ['timeline', words.timeline.title],
  ['verify', words.verify.title],
  ['losses', words.losses.title],
] as const

type FactProps = { name: string; noPrint?: boolean; children: ReactNode }

const Fact = ({ name, noPrint = false, children }: FactProps) => (
  <div className={`min-w-0 ${noPrint ? 'print:hidden' : ''}`}>
    <dt className="text-ink-2">{name}</dt>
    <dd>{children}</dd>
  </div>
)

const SmallLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <a href={href} className="block w-fit leading-[1.5rem]">
    {children}
  </a>
)
