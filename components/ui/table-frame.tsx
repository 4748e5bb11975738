// Caption and scrolling box of a table; the box can be focused, so that arrow keys scroll it.
import { useId, type ReactNode } from 'react'

export type TableFrameProps = {
  caption: string
  hideCaption?: boolean
  // Long lists scroll inside their frame, head and foot always in sight.
  bounded?: boolean
  // thead, tbody and tfoot.
  children: ReactNode
}

export const TableFrame = ({
  caption,
  hideCaption = false,
  bounded = false,
  children,
}: TableFrameProps) => {
  const captionId = useId()
  return (
    <div
      role="group"
      tabIndex={0}
      aria-labelledby={captionId}
      className={`relative overflow-x-auto print:overflow-visible ${bounded ? boundedLook : ''}`}
    >
      <table>
        <caption id={captionId} className={hideCaption ? 'sr-only' : undefined}>
          {caption}
        </caption>
        {children}
      </table>
    </div>
  )
}

const boundedLook =
  'max-h-[32rem] overflow-y-auto print:max-h-none [&_thead]:sticky [&_thead]:top-0 [&_thead]:z-1 [&_thead]:bg-paper [&_tfoot]:sticky [&_tfoot]:bottom-0 [&_tfoot]:bg-paper print:[&_thead]:static print:[&_tfoot]:static'
