// A few choices side by side, one of them taken.
export type SegmentsProps<Choice extends string> = {
  // What is chosen: "Time range".
  label: string
  choices: readonly { value: Choice; label: string }[]
  chosen: Choice
  onChoose: (choice: Choice) => void
}

export const Segments = <Choice extends string>({
  label,
  choices,
  chosen,
  onChoose,
}: SegmentsProps<Choice>) => (
  <div role="group" aria-label={label} className="inline-flex print:hidden">
    {choices.map((choice) => (
      <button
        key={choice.value}
        type="button"
        aria-pressed={choice.value === chosen}
        onClick={() => onChoose(choice.value)}
        className="-ml-px min-h-6 border border-control px-2.5 whitespace-nowrap text-ink first:ml-0 first:rounded-l-control last:rounded-r-control aria-pressed:bg-solid aria-pressed:font-semibold aria-pressed:text-on-solid"
      >
        {choice.label}
      </button>
    ))}
  </div>
)
