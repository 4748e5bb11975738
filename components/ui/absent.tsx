// What stands where no number is: a dash for "none yet", n/a for "has no meaning here"; never a zero.
const kinds = {
  none: { text: '—', spoken: 'none' },
  'not-applicable': { text: 'n/a', spoken: 'not applicable' },
}

export const Absent = ({ kind = 'none' }: { kind?: keyof typeof kinds }) => (
  <span className="text-ink-2">
    <span aria-hidden="true">{kinds[kind].text}</span>
    <span className="sr-only">{kinds[kind].spoken}</span>
  </span>
)
