'use client'
// What stands in a page's place when it could not be made.
import { PageFrame } from '@/components/shell/page-frame'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'

type Props = { error: Error & { digest?: string }; reset: () => void }

export default function PageError({ error, reset }: Props) {
  return (
    <PageFrame title="This page could not be shown">
      <div className="col-span-12 grid max-w-container-prose justify-items-start gap-3">
        <Notice
          title="Something failed on our side while the page was being made."
          notDone="Nothing was changed."
          next="Try again; if it stays, give the reference to the operator."
          reference={error.digest}
        />
        <Button look="go" onClick={reset}>
          Try again
        </Button>
      </div>
    </PageFrame>
  )
}
