// Holds the place of rows that are on their way, at the size they will have.
export type SkeletonProps = { rows: number; label?: string }

export const Skeleton = ({ rows, label = 'Loading' }: SkeletonProps) => (
  <div role="status">
    <span className="sr-only">{label}</span>
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} aria-hidden="true" className="flex h-6 items-center border-b border-rule">
        <span className="h-2 w-1/3 bg-band" />
      </div>
    ))}
  </div>
)
