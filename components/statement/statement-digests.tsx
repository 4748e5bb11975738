// Which report, run and snapshot the statement belongs to, so that two copies can be compared.
import { Digest } from '@/components/ui/digest'
import { Fingerprint } from '@/components/ui/fingerprint'
import { Section } from '@/components/ui/section'
import type { StatementJson } from '@/lib/wire/report'
import { words } from './words'

export type StatementDigestsProps = {
  statement: StatementJson
  fingerprint: string
  publicAddress: string
}

const names = words.digestNames

export const StatementDigests = (props: StatementDigestsProps) => (
  <Section id="digests" title={words.digests}>
    <dl className="grid gap-3 text-small">
      {factsOf(props).map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-ink-2">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  </Section>
)

const factsOf = ({ statement, fingerprint, publicAddress }: StatementDigestsProps) =>
  [
    [
      names.publicReport,
      <a href={publicAddress} className="break-all">
        {publicAddress}
      </a>,
    ],
    [names.report, <Digest digest={statement.reportSha256} />],
    [names.run, <Digest digest={statement.runDigest} />],
    [names.snapshot, <Digest digest={statement.snapshotDigest} />],
    [names.fingerprint, <Fingerprint fingerprint={fingerprint} />],
  ] as const
