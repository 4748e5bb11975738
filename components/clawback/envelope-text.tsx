// The very text that is signed, and its digest: what a second device can check.
import { CopyButton } from '@/components/ui/copy-button'
import { Digest } from '@/components/ui/digest'
import { RunLog, type RunLogProps } from './run-log'

export const EnvelopeText = ({ detail, log }: RunLogProps) => {
  const { envelope, subjectDigest } = detail
  if (envelope === null || subjectDigest === null) return null
  return (
    <div className="grid gap-3">
      <p>
        Run digest <Digest digest={subjectDigest} copyName="run digest" />
      </p>
      <p className="max-w-[92ch] text-small text-ink-2">
        SHA-256 of “ballast/subject/clawback/v1”, a zero byte and the envelope in its canonical form
        (RFC 8785). The fingerprint is its first 26 characters in base32.
      </p>
      <RunLog detail={detail} log={log} />
      <details>
        <summary className="min-h-6 w-fit">Envelope, JSON</summary>
        <div className="mt-2">
          <CopyButton text={envelope} name="envelope in its canonical form" />
          <pre
            tabIndex={0}
            aria-label="Envelope, JSON"
            className="mt-2 max-h-96 overflow-auto border border-rule bg-paper-sunken p-3 font-mono text-small print:max-h-none print:overflow-visible print:whitespace-pre-wrap"
          >
            {JSON.stringify(JSON.parse(envelope), null, 2)}
          </pre>
        </div>
      </details>
    </div>
  )
}
