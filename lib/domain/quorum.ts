// How many people, of which groups and with which keys, it takes to decide something.

/** Numbers are decimal strings because digests cover them. `among` is ascending; empty means any group. */
export type Quorum = {
  /** Different officers who approve; the proposer's own signature is not among them. */
  approvals: string
  /** Different groups among those officers. */
  groups: string
  among: string[]
  /** Whether only signatures of device-bound keys count. */
  deviceBound: boolean
}

/** Somebody whose approval would count, or does: one row a person. */
export type Approval = { officerId: string; group: string; isDeviceBound: boolean }

/** Nobody else is needed: what narrows may be done by one person. signoff.md §1. */
export const ALONE: Quorum = { approvals: '0', groups: '0', among: [], deviceBound: false }

/** Whether these approvals suffice. A person counts once, whatever he signed with. */
export const isMet = (quorum: Quorum, approvals: readonly Approval[]): boolean => {
  const fit = approvals.filter((approval) => doesCount(quorum, approval))
  const officers = new Set(fit.map(({ officerId }) => officerId))
  const groups = new Set(fit.map(({ group }) => group))
  return officers.size >= Number(quorum.approvals) && groups.size >= Number(quorum.groups)
}

/** Whether one approval counts towards a quorum: its group is asked, and its key is bound where that is asked. */
export const doesCount = (quorum: Quorum, { group, isDeviceBound }: Approval): boolean =>
  (quorum.among.length === 0 || quorum.among.includes(group)) &&
  (!quorum.deviceBound || isDeviceBound)

/** Plain English: "2 approvals from 2 groups (compliance, risk, treasury), with device-bound keys". */
export const quorumInWords = ({ approvals, groups, among, deviceBound }: Quorum): string => {
  if (approvals === '0') return 'no approval besides the proposer’s signature'
  const people = approvals === '1' ? '1 approval' : `${approvals} approvals`
  const spread = Number(groups) > 1 ? ` from ${groups} groups` : ''
  const which = among.length > 0 ? ` (${among.join(', ')})` : ''
  return `${people}${spread}${which}${deviceBound ? ', with device-bound keys' : ''}`
}
