// Which losses of a fund a run takes, as the address says it: all, none, only these, or all without these.

export type LossChoice = { losses: string | null; without: string | null }

const ALL = '*'
const NONE = '-'

/** The chosen ids among those that are open; `before` is what an edited run had, else all are chosen. */
export const chosenLosses = (
  open: readonly string[],
  { losses, without }: LossChoice,
  before: readonly string[] | null,
): ReadonlySet<string> => {
  if (losses === NONE) return new Set()
  if (losses === null && without === null && before !== null) return only(open, before)
  if (losses !== null && losses !== ALL) return only(open, listed(losses))
  const left = new Set(listed(without ?? ''))
  return new Set(open.filter((id) => !left.has(id)))
}

const only = (open: readonly string[], ids: readonly string[]) => {
  const wanted = new Set(ids)
  return new Set(open.filter((id) => wanted.has(id)))
}

const listed = (text: string) => text.split(',').filter((id) => id !== '')

/** The shorter way to write a choice down. */
export const writtenLosses = (
  open: readonly string[],
  chosen: ReadonlySet<string>,
  before: readonly string[] | null,
): LossChoice => {
  if (chosen.size === 0) return { losses: NONE, without: null }
  if (chosen.size === open.length) return { losses: before === null ? null : ALL, without: null }
  if (2 * chosen.size <= open.length)
    return { losses: open.filter((id) => chosen.has(id)).join(','), without: null }
  return { losses: null, without: open.filter((id) => !chosen.has(id)).join(',') }
}
