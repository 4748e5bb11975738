// A ratio that shows its working: the value, and below it numerator ÷ denominator.
import type { ReactNode } from 'react'

export type RatioProps = {
  value: ReactNode
  numerator: ReactNode
  denominator: ReactNode
  // Horizon, confidence or population, where the ratio has one.
  note?: ReactNode
}

export const Ratio = ({ value, numerator, denominator, note }: RatioProps) => (
  <>
    {value}
    <small className="block text-small text-ink-2">
      {numerator}
      <span aria-hidden="true"> ÷ </span>
      <span className="sr-only"> divided by </span>
      {denominator}
      {note === undefined ? null : <span className="block">{note}</span>}
    </small>
  </>
)
