// What stands where a console address leads to nothing.
import { PageFrame } from '@/components/shell/page-frame'
import { Empty } from '@/components/ui/empty'
import { LinkButton } from '@/components/ui/link-button'

export default function NotFound() {
  return (
    <PageFrame title="There is nothing at this address">
      <div className="col-span-12">
        <Empty
          sentence="What was here may have another address now, or the address has a slip in it."
          action={<LinkButton href="/">Fund health</LinkButton>}
        />
      </div>
    </PageFrame>
  )
}
