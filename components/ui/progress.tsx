// How far long work has come, in words and as a bar.
export type ProgressProps = {
  // What is being done: "Claims sent".
  label: string
  done: number
  total: number
}

export const Progress = ({ label, done, total }: ProgressProps) => {
  const percent = total === 0 ? 0 : Math.floor((100 * done) / total)
  const text = `${grouped(done)} of ${grouped(total)}`
  return (
    <div>
      <div className="flex justify-between gap-4 text-small">
        <span>{label}</span>
        <span className="text-ink-2">
          {text}, {percent} %
        </span>
      </div>
      <svg
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={text}
        className="mt-1 block h-2 w-full bg-band"
      >
        <rect width={`${percent}%`} height="8" className="fill-ink" />
      </svg>
    </div>
  )
}

const grouped = (count: number) => count.toLocaleString('en-US')
