// What an import of claims has frozen: its digest, its classes, and the way on.
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Digest } from '@/components/ui/digest'
import { Focused } from '@/components/ui/focused'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Section } from '@/components/ui/section'
import { countText } from '@/components/ui/money-text'
import { Time } from '@/components/ui/time'
import { snapshotExportPath } from '@/lib/client/claim'
import type { SnapshotJson } from '@/lib/wire/snapshot'
import { ClassTable } from './class-table'

export type ClaimsFrozenProps = { snapshot: SnapshotJson; onAgain: () => void }

export const ClaimsFrozen = ({ snapshot, onAgain }: ClaimsFrozenProps) => (
  <Section title="Frozen" id="frozen">
    <div className="grid max-w-[60rem] gap-4">
      <Focused>
        <Frozen {...snapshot} />
      </Focused>
      <ClassTable {...snapshot} />
      <div className="flex flex-wrap gap-3">
        <LinkButton
          href={`/clawbacks/new?fund=${encodeURIComponent(snapshot.fundId)}&snapshot=${encodeURIComponent(snapshot.id)}`}
          look="go"
        >
          New clawback of {snapshot.fundName} from this snapshot
        </LinkButton>
        <a
          href={snapshotExportPath(snapshot.id)}
          download={`${snapshot.id}.csv`}
          className={buttonClass({})}
        >
          Export canonical CSV
        </a>
        <Button onClick={onAgain}>Import another file</Button>
      </div>
    </div>
  </Section>
)

const Frozen = (snapshot: SnapshotJson) => {
  const { id, fundName, fileName, classes, asset, digest, cutoffAt, claimsRoot } = snapshot
  const count = classes.reduce((all, one) => all + one.count, 0)
  const base = classes.reduce((all, one) => all + BigInt(one.base), 0n)
  return (
    <Notice
      kind="message"
      title={
        <>
          {countText(count, 'claim')} of{' '}
          <Amount amount={base} scale={asset.scale} unit={asset.code} /> are frozen as snapshot {id}{' '}
          of {fundName}.
        </>
      }
      next={
        <>
          All of {fileName} has arrived; cut-off <Time at={cutoffAt} />.
        </>
      }
    >
      <p>
        Digest <Digest digest={digest} copyName="digest" />
      </p>
      <p className="text-small text-ink-2">
        It is what <code>sha256sum {id}.csv</code> prints for the canonical CSV.
      </p>
      {claimsRoot === null ? null : (
        <p>
          Claims root, in the public log <Digest digest={claimsRoot} copyName="claims root" />
        </p>
      )}
    </Notice>
  )
}
