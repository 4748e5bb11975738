// A change of the desk in plain English, a function of its subject alone.
import type { ChangeSubject } from './change'
import { quorumInWords } from './quorum'

/** Template "change/en/1". Officers by the first ten characters of their pseudonyms, keys of their digests. */
export const renderChange = (subject: ChangeSubject): string =>
  [
    deed(subject),
    `It needs ${quorumInWords(subject.quorum)}, decided before ${subject.decideBy}.`,
    `It takes effect not before ${subject.notBefore} and not after ${subject.expiresAt}, for losses after that only.`,
  ].join(' ')

const officerText = (officer: string): string => `officer ${officer.slice(0, 10)}…`
const keyText = (digest: string): string => `key ${digest.slice(0, 10)}…`
const rolesText = (roles: readonly string[]): string =>
  roles.length === 0 ? 'no role' : roles.join(', ')

const deed = ({ change }: ChangeSubject): string => {
  switch (change.kind) {
    case 'policy-adopted':
      return change.replaces === null
        ? `Adopt policy ${change.policy.id} version ${change.policy.version}, which is new.`
        : `Adopt policy ${change.policy.id} version ${change.policy.version} in place of version ${change.replaces.version}.`
    case 'officer-added':
      return `Add ${officerText(change.officer)} with ${rolesText(change.roles)} in the group ${change.group}.`
    case 'roles-changed':
      return `Change ${officerText(change.officer)} from ${rolesText(change.from.roles)} in the group ${change.from.group} to ${rolesText(change.to.roles)} in the group ${change.to.group}.`
    case 'officer-removed':
      return `Remove ${officerText(change.officer)} with all roles and keys.`
    case 'key-added':
      return `Put ${keyText(change.credentialIdHash)} of ${officerText(change.officer)} in force${change.deviceBound ? ', device-bound' : ''}.`
    case 'key-revoked':
      return `Revoke ${keyText(change.credentialIdHash)} of ${officerText(change.officer)}.`
    case 'paused':
      return 'Pause everything: nothing is proposed, approved or executed.'
    case 'resumed':
      return 'Lift the pause.'
  }
}
