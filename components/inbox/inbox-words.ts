// What the lines of the inbox say.
import { countText, moneyText } from '@/components/ui/money-text'
import type { InboxItem } from '@/lib/wire/inbox'

export const isOpen = ({ state }: Pick<InboxItem, 'state'>): boolean =>
  state === 'proposed' || state === 'approved'

/** "Take 1,204,551.20 USDT from 3,118 accounts", or what a change is called. */
export const deedText = (item: InboxItem): string =>
  item.kind === 'clawback'
    ? `Take ${moneyText(item.levied, item.asset)} from ${countText(item.accountsCharged, 'account')}`
    : item.title

/** Where it stands: its id, the fund of a run, who wrote it. */
export const placeText = (item: InboxItem): string =>
  item.kind === 'clawback'
    ? `${item.id}, revision ${item.revision}, fund ${item.fundName}, by ${item.by}`
    : `${item.id}, by ${item.by}`

export const pathOf = ({ kind, id }: Pick<InboxItem, 'kind' | 'id'>): string =>
  kind === 'clawback' ? `/clawbacks/${id}` : `/changes/${id}`

export const approvalsText = ({ counting, needed }: InboxItem['approvals']): string =>
  needed === 0 ? 'none needed' : `${counting} of ${needed}`

/** What this officer is asked for. */
export const wantedText = ({ wants, kind }: Pick<InboxItem, 'wants' | 'kind'>): string | null => {
  if (wants === null) return null
  if (wants === 'decide') return 'waits for your decision'
  return kind === 'clawback' ? 'waits to be executed' : 'waits to be put into effect'
}
