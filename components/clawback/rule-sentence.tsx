// What one rule shifts to whom, or why it cannot be applied.
import type { ComparisonRow } from './comparison-columns'

export const RuleSentence = ({ row: { problem, figures } }: { row: ComparisonRow }) => (
  <span className="block min-w-44 leading-normal">
    {figures === null ? (
      <span className="text-ink-2">Cannot be applied here. {problem}</span>
    ) : (
      figures.sentence
    )}
  </span>
)
