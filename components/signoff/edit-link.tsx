// The way to another revision, for those who may write one.
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import type { ClawbackDetail } from '@/lib/wire/clawback'

export const EditLink = ({ detail }: { detail: ClawbackDetail }) => {
  const { edit } = detail.permissions
  if (!edit.allowed)
    return (
      <div>
        <Button size="big" disabledReason={edit.sentence}>
          Edit this run
        </Button>
      </div>
    )
  return (
    <div>
      <Link
        href={`/clawbacks/new?run=${encodeURIComponent(detail.id)}`}
        className={buttonClass({ size: 'big' })}
      >
        Edit this run
      </Link>
    </div>
  )
}
