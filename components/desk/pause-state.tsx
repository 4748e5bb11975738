// Whether everything is paused, by whom, since when and why.
import Link from 'next/link'
import { Time } from '@/components/ui/time'
import type { PauseJson } from '@/lib/wire/desk'

export const PauseState = ({ pause }: { pause: PauseJson | null }) =>
  pause === null ? (
    <p className="max-w-[92ch]">
      Nothing is paused. One person may pause everything with a reason: from then on nothing is
      proposed, approved or executed. Lifting the pause needs the strictest quorum in force.
    </p>
  ) : (
    <p className="max-w-[92ch]">
      {pause.by} paused everything at <Time at={pause.since} relative />, by{' '}
      <Link href={`/changes/${pause.changeId}`}>{pause.changeId}</Link>: {pause.reason}
    </p>
  )
