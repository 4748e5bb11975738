// What stands where an address leads to nothing, on either origin.
import type { Metadata } from 'next'
import { PageFrame } from '@/components/shell/page-frame'
import { Empty } from '@/components/ui/empty'
import { LinkButton } from '@/components/ui/link-button'

export const metadata: Metadata = { title: 'Nothing here' }

export default function NotFound() {
  return (
    <PageFrame title="There is nothing at this address">
      <div className="col-span-12">
        <Empty
          sentence="The address may have a slip in it."
          action={<LinkButton href="/">To the first page</LinkButton>}
        />
      </div>
    </PageFrame>
  )
}
