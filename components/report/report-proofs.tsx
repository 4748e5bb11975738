// What stands in the log of this report: both roots, its entry, the checkpoint, and the files that show it.
import type { ReactNode } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { Digest } from '@/components/ui/digest'
import { Time } from '@/components/ui/time'
import { groupThousands } from '@/lib/domain/money'
import type { Report } from '@/lib/domain/report'
import type { ReportProof } from '@/lib/wire/report'
import { words } from './words'

const text = words.verify.proofs

export type ReportProofsProps = {
  trees: Report['trees']
  address: string
  logged: ReportProof['logged']
}

export const ReportProofs = ({ trees, address, logged }: ReportProofsProps) => (
  <div className="mt-6">
    <h3 className="text-heading">{text.title}</h3>
    <dl className="mt-2 grid border-t border-rule md:grid-cols-[11rem_minmax(0,1fr)]">
      <Fact name={text.claimsRoot}>
        <Digest digest={trees.claimsRoot} copyName={text.claimsRoot} copyWords={text.copy} />
      </Fact>
      <Fact name={text.sharesRoot}>
        <Digest digest={trees.sharesRoot} copyName={text.sharesRoot} copyWords={text.copy} />
      </Fact>
      {logged === null ? (
        <Fact name={text.checkpoint}>{text.waiting}</Fact>
      ) : (
        <Logged {...logged} />
      )}
      <Fact name={text.downloads}>
        <span className="flex flex-wrap gap-x-4">
          <a href={`${address}/report.json`}>report.json</a>
          {logged === null ? null : <a href={`${address}/report.tlog-proof`}>report.tlog-proof</a>}
          <a href="/log/checkpoint">{text.newest}</a>
          <a href="/transparency/log">{text.whole}</a>
        </span>
      </Fact>
    </dl>
  </div>
)

const Logged = ({ index, size, root, signedAt }: NonNullable<ReportProof['logged']>) => (
  <>
    <Fact name={text.entry}>
      <a href={`/transparency/log?before=${index + 1}`}>{groupThousands(String(index))}</a>
    </Fact>
    <Fact name={text.checkpoint}>
      {text.size(groupThousands(String(size)))} <Time at={signedAt} relative />
    </Fact>
    <Fact name={text.root}>
      <code translate="no" className="break-all">
        {root}
      </code>
      <CopyButton text={root} name={text.root} words={text.copy} />
    </Fact>
  </>
)

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt className="pt-2 pr-6 text-ink-2 md:border-b md:border-rule md:pb-2">{name}</dt>
    <dd className="min-w-0 border-b border-rule pb-2 md:pt-2">{children}</dd>
  </>
)
