// Long codes in groups that the eye can compare; the gap is drawn, so copying yields the code unbroken.
import { Fragment } from 'react'

export type CharacterGroupsProps = { text: string; size: number }

export const CharacterGroups = ({ text, size }: CharacterGroupsProps) => (
  <>
    {groupsOf(text, size).map((group, index) => (
      <Fragment key={index}>
        <span className="mr-[0.6ch]">{group}</span>
        <wbr />
      </Fragment>
    ))}
  </>
)

// A rest of one character joins the last group: 26 characters are 5, 5, 5, 5 and 6.
const groupsOf = (text: string, size: number): string[] => {
  const groups: string[] = []
  for (let from = 0; from < text.length; from += size) groups.push(text.slice(from, from + size))
  const last = groups.at(-1)
  if (groups.length < 2 || last?.length !== 1) return groups
  return [...groups.slice(0, -2), `${groups.at(-2) ?? ''}${last}`]
}
