// Says that a newer revision has taken this one's place, and leads there.
import Link from 'next/link'
import { Notice } from '@/components/ui/notice'
import type { ClawbackDetail } from '@/lib/wire/clawback'

export const SupersededBanner = ({ detail }: { detail: ClawbackDetail }) => {
  const { id, revision, latestRevision } = detail
  if (revision === latestRevision) return null
  return (
    <div className="col-span-12">
      <Notice
        kind="message"
        title={`Revision ${revision} is superseded; its sign-offs are void.`}
        next={
          <Link href={`/clawbacks/${id}?revision=${latestRevision}`}>
            Go to revision {latestRevision}, the current one
          </Link>
        }
      />
    </div>
  )
}
