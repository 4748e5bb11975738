// An entry of the public log by its index: leads to the page on which it is the newest.
import { groupThousands } from '@/lib/domain/money'

export type LogEntryLinkProps = {
  index: number
  // The page of the public log.
  log: string
}

export const LogEntryLink = ({ index, log }: LogEntryLinkProps) => (
  <a href={`${log}?before=${index + 1}#entries`} className="whitespace-nowrap">
    entry {groupThousands(String(index))}
  </a>
)
