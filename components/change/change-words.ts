// What a change is called where it has no title yet, and what each of its states means.
import type { ChangeDetail } from '@/lib/wire/change'

type State = ChangeDetail['state']

const sentences: Record<State, string> = {
  draft: 'A draft: nobody has signed it, and nothing changes.',
  superseded: 'Superseded by a newer change.',
  proposed: 'Proposed: officers decide it now. Nothing has changed yet.',
  approved: 'Approved: it can be put into effect once its delay is over.',
  executed: 'In effect.',
  settling: 'In effect.',
  held: 'In effect.',
  settled: 'In effect.',
  rejected: 'Rejected: nothing has changed. Its author may draft another one.',
  vetoed: 'Vetoed: nothing has changed.',
  withdrawn: 'Withdrawn by its proposer: nothing has changed.',
  expired: 'Expired: nothing has changed. It must be proposed again.',
  stale: 'Stale: what it was about has moved. It must be proposed again.',
}

export const stateSentence = (state: State): string => sentences[state]

/** "Approve: add Ann Doe as approver"; the title of a change begins with a verb. */
export const deedOf = (verb: string, { title }: Pick<ChangeDetail, 'title'>): string =>
  `${verb}: ${title.charAt(0).toLowerCase()}${title.slice(1)}`

export const approvalsText = ({
  approvals,
}: {
  approvals: { counting: number; needed: number }
}): string =>
  approvals.needed === 0
    ? 'none needed'
    : `${approvals.counting} of ${approvals.needed} ${approvals.needed === 1 ? 'approval' : 'approvals'}`
