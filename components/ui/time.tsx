// A moment: UTC and absolute first, relative beside it where that helps.
import { RelativeTime } from './relative-time'
import { utcText } from './utc-text'

export type TimeProps = {
  // ISO 8601 with Z.
  at: string
  relative?: boolean
  // Columns whose head already says UTC.
  bare?: boolean
}

export const Time = ({ at, relative = false, bare = false }: TimeProps) => (
  <time dateTime={at} className="whitespace-nowrap">
    {utcText(at)}
    {bare ? null : ' UTC'}
    {relative ? <RelativeTime at={at} /> : null}
  </time>
)
