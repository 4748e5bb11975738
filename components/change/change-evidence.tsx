// The same change on a second device, what a verifier needs, and the very bytes that are signed.
import { buttonClass } from '@/components/ui/button-class'
import { CopyButton } from '@/components/ui/copy-button'
import { Digest } from '@/components/ui/digest'
import { Empty } from '@/components/ui/empty'
import { LogEntryLink } from '@/components/ui/log-entry-link'
import { evidencePath, proposalPath } from '@/lib/client/change'
import type { ChangeDetail } from '@/lib/wire/change'

export type ChangeEvidenceProps = { detail: ChangeDetail; log: string }

export const ChangeEvidence = ({ detail, log }: ChangeEvidenceProps) => {
  const { envelope, subjectDigest } = detail
  if (envelope === null || subjectDigest === null)
    return <Empty sentence="There is something to compare once it is proposed." />
  return (
    <div className="grid gap-3">
      <p className="max-w-[92ch]">
        A page that was tampered with can show anything. Open the proposal in the verifier on
        another device: it must show the same fingerprint and the same text.
      </p>
      <div className="flex flex-wrap gap-3 print:hidden">
        <a href={proposalPath(detail.id)} download className={buttonClass({})}>
          Download the proposal for a second device
        </a>
        {detail.executedAt === null ? null : (
          <a href={evidencePath(detail.id)} download className={buttonClass({})}>
            Download the evidence
          </a>
        )}
      </div>
      <p>
        Digest <Digest digest={subjectDigest} copyName="digest" />
        {detail.logIndex === null ? null : (
          <>
            , in effect by <LogEntryLink index={detail.logIndex} log={log} />
          </>
        )}
      </p>
      <details>
        <summary className="min-h-6 w-fit">What is signed, JSON</summary>
        <div className="mt-2">
          <CopyButton text={envelope} name="what is signed, in its canonical form" />
          <pre
            tabIndex={0}
            aria-label="What is signed, JSON"
            className="mt-2 max-h-96 overflow-auto border border-rule bg-paper-sunken p-3 font-mono text-small print:max-h-none print:overflow-visible print:whitespace-pre-wrap"
          >
            {JSON.stringify(JSON.parse(envelope), null, 2)}
          </pre>
        </div>
      </details>
    </div>
  )
}
