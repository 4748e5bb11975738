// A change of the desk itself: its policies, officers, roles, groups and keys, signed like a clawback.
import type { PolicyContent } from './policy'
import type { Quorum } from './quorum'
import type { Place } from './place'

/**
 * What changes. Officers by their pseudonyms; a key by the digest of its credential id and its COSE
 * bytes in hex; an account that belongs to an officer by the salted digest `accountDigest` of its id.
 */
export type Change =
  | {
      kind: 'policy-adopted'
      policy: { id: string; version: string; digest: string; content: PolicyContent }
      replaces: { version: string; digest: string; content: PolicyContent } | null
    }
  | { kind: 'officer-added'; officer: string; roles: string[]; group: string }
  | {
      kind: 'roles-changed'
      officer: string
      from: { roles: string[]; group: string }
      to: { roles: string[]; group: string }
    }
  | { kind: 'officer-removed'; officer: string }
  | {
      kind: 'key-added'
      officer: string
      credentialIdHash: string
      publicKey: string
      deviceBound: boolean
    }
  | { kind: 'key-revoked'; officer: string; credentialIdHash: string }
  | { kind: 'paused' }
  | { kind: 'resumed' }
  | { kind: 'account-linked'; officer: string; accountDigest: string }
  | { kind: 'account-unlinked'; officer: string; accountDigest: string }
export type ChangeKind = Change['kind']

/** The signed subject of a change. `policies` are all in force at the proposal, whose strictest quorum it needs. */
export type ChangeSubject = Place & {
  v: 1
  type: 'policy' | 'officers'
  changeId: string
  nonce: string
  change: Change
  policies: { id: string; version: string; digest: string }[]
  quorum: Quorum
  authorsDigest: string
  /** No approval counts after `decideBy`; it takes effect between `notBefore` and `expiresAt`. */
  decideBy: string
  notBefore: string
  expiresAt: string
}

/** Which subject a change is signed as. */
export const subjectTypeOf = ({ kind }: { kind: ChangeKind }): ChangeSubject['type'] =>
  kind === 'policy-adopted' ? 'policy' : 'officers'

/**
 * Whether a change only takes rights away, so that one person may do it at once: revoking a key,
 * removing an officer or some of his roles, pausing, recording which account is an officer's own.
 * Source: signoff.md §1.
 */
export const isNarrowing = (change: Change): boolean => {
  switch (change.kind) {
    case 'key-revoked':
    case 'officer-removed':
    case 'paused':
    case 'account-linked':
      return true
    case 'roles-changed':
      return (
        change.from.group === change.to.group &&
        change.to.roles.every((role) => change.from.roles.includes(role))
      )
    case 'policy-adopted':
    case 'officer-added':
    case 'key-added':
    case 'resumed':
    case 'account-unlinked':
      return false
  }
}

/** Whether a pause stops a change: neither what takes rights away, nor what lifts the pause. */
export const isStoppedByPause = (change: Change): boolean =>
  change.kind !== 'resumed' && !isNarrowing(change)
