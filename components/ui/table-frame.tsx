// Caption and scrolling box of a table; the box can be focused, so that arrow keys scroll it.
import { useId, type ReactNode } from 'react'

export type TableFrameProps = {
  caption: string
  hideCaption?: boolean
  // thead, tbody and tfoot.
  children: ReactNode
}

export const TableFrame = ({ caption, hideCaption = false, children }: TableFrameProps) => {
  const captionId = useId()
  return (
    <div
      role="group"
      tabIndex={0}
      aria-labelledby={captionId}
      className="relative overflow-x-auto print:overflow-visible"
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
