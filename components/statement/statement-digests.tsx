// Which report, run, snapshot and signed log the statement belongs to, so that two copies can be compared.
import { Digest } from '@/components/ui/digest'
import { Fingerprint } from '@/components/ui/fingerprint'
import { Section } from '@/components/ui/section'
import { Time } from '@/components/ui/time'
import { groupThousands } from '@/lib/domain/money'
import type { StatementJson } from '@/lib/wire/statement'
import { words } from './words'

export type StatementDigestsProps = {
  statement: StatementJson
  fingerprint: string
  // Absent where the run is too small to be published.
  publicAddress: string | null
}

const names = words.digestNames

export const StatementDigests = (props: StatementDigestsProps) => (
  <Section id="digests" title={words.digests}>
    <dl className="grid gap-3 text-small">
      {[...reportFacts(props), ...runFacts(props)].map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-ink-2">{name}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  </Section>
)

const reportFacts = ({ statement: { report }, publicAddress }: StatementDigestsProps) =>
  report === null || publicAddress === null
    ? []
    : ([
        [
          names.publicReport,
          <a href={publicAddress} className="break-all">
            {publicAddress}
          </a>,
        ],
        [names.report, <Digest digest={report.sha256} />],
      ] as const)

const runFacts = ({ statement, fingerprint }: StatementDigestsProps) =>
  [
    [names.run, <Digest digest={statement.runDigest} />],
    [names.snapshot, <Digest digest={statement.snapshotDigest} />],
    [names.fingerprint, <Fingerprint fingerprint={fingerprint} />],
    [
      names.checkpoint,
      <>
        {words.checkpointSize(groupThousands(String(statement.checkpoint.size)))}{' '}
        <Time at={statement.checkpoint.signedAt} />
      </>,
    ],
  ] as const
