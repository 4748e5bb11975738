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

/** Whether any people could meet it at all: no more groups asked than may count, nor than approvals. */
export const canBeMet = ({ approvals, groups, among }: Quorum): boolean =>
  Number(groups) <= Number(approvals) && (among.length === 0 || Number(groups) <= among.length)

/**
 * Whether whoever meets `quorum` meets `other` too. Exact for quorums that can be met, each person
 * in one group: the worst case puts as many approvals as it can into groups that count for
 * `quorum` alone.
 */
export const isAtLeast = (quorum: Quorum, other: Quorum): boolean => {
  const approvals = Number(quorum.approvals)
  // Whoever approves is of some group.
  const groups = Math.max(Number(quorum.groups), Math.min(approvals, 1))
  const isInside = (group: string) => other.among.length === 0 || other.among.includes(group)
  const isOpen = quorum.among.length === 0 && other.among.length > 0
  const outside = isOpen ? Infinity : quorum.among.filter((group) => !isInside(group)).length
  const spread = Math.max(0, groups - outside)
  return (
    Number(other.approvals) <= (outside === 0 ? approvals : spread) &&
    Number(other.groups) <= spread &&
    (!other.deviceBound || quorum.deviceBound || other.approvals === '0')
  )
}

/**
 * The quorum that holds for all of several: most approvals, most groups, the groups that all of
 * them accept, bound keys where one asks for them. Null where no group is accepted by all, or
 * fewer than must differ: then nobody could meet it. Source: signoff.md §1.
 */
export const strictestQuorum = (quorums: readonly Quorum[]): Quorum | null => {
  const named = quorums.filter(({ among }) => among.length > 0)
  const among = named[0]?.among.filter((group) => named.every((one) => one.among.includes(group)))
  const quorum: Quorum = {
    approvals: largest(quorums.map(({ approvals }) => approvals)),
    groups: largest(quorums.map(({ groups }) => groups)),
    among: among ?? [],
    deviceBound: quorums.some(({ deviceBound }) => deviceBound),
  }
  return (among?.length === 0 && quorum.approvals !== '0') || !canBeMet(quorum) ? null : quorum
}

/** The largest of several decimal strings of integers, '0' of none. */
export const largest = (numbers: readonly string[]): string =>
  numbers.reduce((most, one) => (BigInt(one) > BigInt(most) ? one : most), '0')

/** Plain English: "2 approvals from 2 groups (compliance, risk, treasury), with device-bound keys". */
export const quorumInWords = ({ approvals, groups, among, deviceBound }: Quorum): string => {
  if (approvals === '0') return 'no approval besides the proposer’s signature'
  const people = approvals === '1' ? '1 approval' : `${approvals} approvals`
  const spread = Number(groups) > 1 ? ` from ${groups} groups` : ''
  const which = among.length > 0 ? ` (${among.join(', ')})` : ''
  return `${people}${spread}${which}${deviceBound ? ', with device-bound keys' : ''}`
}
