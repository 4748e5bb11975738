// A change of the desk in plain English, a function of its subject alone.
import { type Change, type ChangeSubject, isNarrowing } from './change'
import { policyDifferences } from './policy-difference'
import { quorumInWords } from './quorum'

/**
 * Template "change/en/1": what changes, who must sign, when it takes effect. A policy line by line
 * against the one that it replaces, amounts in minor units. Officers by 26 characters of their
 * pseudonyms, keys and accounts by 32 of their digests: shorter ones could be forged.
 */
export const renderChange = (subject: ChangeSubject): string =>
  [...deed(subject.change), signing(subject), effect(subject)].join(' ')

const officerText = (officer: string): string => `officer ${officer.slice(0, 26)}…`
const keyText = (digest: string): string => `key ${digest.slice(0, 32)}…`
const accountText = ({ accountDigest }: { accountDigest: string }): string =>
  `the account with the salted digest ${accountDigest.slice(0, 32)}…`
const rolesText = ({ roles, group }: { roles: readonly string[]; group: string }): string =>
  `${roles.length === 0 ? 'no role' : roles.join(', ')} in the group ${group}`

const deed = (change: Change): string[] => {
  switch (change.kind) {
    case 'policy-adopted':
      return adoption(change)
    case 'officer-added':
      return [`Add ${officerText(change.officer)} as ${rolesText(change)}.`]
    case 'roles-changed':
      return [
        `Change ${officerText(change.officer)} from ${rolesText(change.from)} to ${rolesText(change.to)}.`,
      ]
    case 'officer-removed':
      return [`Remove ${officerText(change.officer)} with all roles and keys.`]
    case 'key-added':
      return [
        `Put ${keyText(change.credentialIdHash)} of ${officerText(change.officer)} in force, ${change.deviceBound ? 'which is bound to its device' : 'which is not known to be bound to a device'}.`,
      ]
    case 'key-revoked':
      return [`Revoke ${keyText(change.credentialIdHash)} of ${officerText(change.officer)}.`]
    case 'paused':
      return ['Pause everything: nothing is proposed, approved or executed.']
    case 'resumed':
      return ['Lift the pause.']
    case 'account-linked':
      return [
        `Record that ${accountText(change)} belongs to ${officerText(change.officer)}, who then decides no run that charges it.`,
      ]
    case 'account-unlinked':
      return [
        `Record that ${accountText(change)} belongs to ${officerText(change.officer)} no longer, who may then decide runs that charge it.`,
      ]
  }
}

const adoption = ({ policy, replaces }: Extract<Change, { kind: 'policy-adopted' }>): string[] => {
  const lines = policyDifferences(replaces?.content ?? null, policy.content)
  const adopt = `Adopt policy ${policy.id} version ${policy.version}`
  if (replaces === null)
    return [
      `${adopt}, which is new. It says:`,
      ...lines.map(({ what, after }) => `${what}: ${after ?? 'nothing'}.`),
    ]
  const place = `${adopt} in place of version ${replaces.version}.`
  if (lines.length === 0) return [`${place} It says the same.`]
  return [
    `${place} It changes:`,
    ...lines.map(
      ({ what, before, after }) => `${what}: from ${before ?? 'nothing'} to ${after ?? 'nothing'}.`,
    ),
  ]
}

const signing = ({ change, quorum, policies, decideBy }: ChangeSubject): string => {
  const named = policies.map(({ id, version }) => `${id} version ${version}`).join(', ')
  const whose =
    isNarrowing(change) || policies.length === 0
      ? ''
      : `, the most that the policies in force ask for (${named})`
  const why = isNarrowing(change) ? 'It only takes rights away. ' : ''
  const until = quorum.approvals === '0' ? `before ${decideBy}` : `all before ${decideBy}`
  return `${why}It needs ${quorumInWords(quorum)}${whose}, ${until}.`
}

const effect = ({ change, notBefore, expiresAt }: ChangeSubject): string => {
  const when = `It takes effect from ${notBefore} on, and not at all if not before ${expiresAt}`
  return isNarrowing(change) || change.kind === 'resumed'
    ? `${when}.`
    : `${when}; it holds for losses after it took effect only.`
}
