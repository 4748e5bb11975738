// What a change is, for people inside: with names, and line by line what it alters.
import 'server-only'
import type { ChangeRow } from '@/db/change'
import type { Queryable } from '@/db/client'
import { policyAssets } from '@/db/desk'
import { policyByVersion } from '@/db/policy'
import { formatAmount, groupThousands } from '@/lib/domain/money'
import { type PolicyContent } from '@/lib/domain/policy'
import { policyDifferences } from '@/lib/domain/policy-difference'
import { fingerprint } from '@/lib/domain/signoff'
import { inMinorUnits } from '@/lib/domain/signoff-wording'
import type { DifferenceLine } from '@/lib/wire/policy'

const who = (row: Pick<ChangeRow, 'aboutName' | 'person'>): string =>
  row.person?.name ?? row.aboutName ?? 'an officer'

export const titleOf = (row: Pick<ChangeRow, 'change' | 'aboutName' | 'person'>): string => {
  const { change } = row
  switch (change.kind) {
    case 'policy-adopted':
      return `Adopt policy ${change.policy.id} version ${change.policy.version}`
    case 'officer-added':
      return `Add ${who(row)} as ${change.roles.join(', ')} in the group ${change.group}`
    case 'roles-changed':
      return `Set the roles of ${who(row)} to ${change.to.roles.join(', ')}, in the group ${change.to.group}`
    case 'officer-removed':
      return `Remove ${who(row)} with all roles and keys`
    case 'key-added':
      return `Put a key of ${who(row)} in force`
    case 'key-revoked':
      return `Revoke a key of ${who(row)}`
    case 'paused':
      return 'Pause everything'
    case 'resumed':
      return 'Lift the pause'
    case 'account-linked':
      return `Record an account of ${who(row)}`
    case 'account-unlinked':
      return `Take back an account of ${who(row)}`
  }
}

export const differenceOf = async (
  db: Queryable,
  { change, person, own }: Pick<ChangeRow, 'change' | 'person' | 'own'>,
): Promise<DifferenceLine[]> => {
  switch (change.kind) {
    case 'policy-adopted': {
      const { policy, replaces } = change
      const version = replaces && { id: policy.id, version: Number(replaces.version) }
      const [before, scales] = await Promise.all([
        version && policyByVersion(db, version),
        scalesOf(db),
      ])
      return policyDifferences(
        (before?.content as PolicyContent | undefined) ?? null,
        policy.content,
        (amount, asset) => {
          const scale = scales.get(asset)
          return scale === undefined
            ? inMinorUnits(amount, asset)
            : `${groupThousands(formatAmount(BigInt(amount), { scale }))} ${asset}`
        },
      )
    }
    case 'officer-added':
      return [
        // Whoever approves a name must see which identity it is that gets the rights.
        { what: 'Name', before: null, after: person?.name ?? null },
        { what: 'Identity provider', before: null, after: person?.issuer ?? null },
        { what: 'Subject at the provider', before: null, after: person?.subject ?? null },
        { what: 'Roles', before: null, after: change.roles.join(', ') },
        { what: 'Group', before: null, after: change.group },
      ]
    case 'roles-changed':
      return [
        { what: 'Roles', before: change.from.roles.join(', '), after: change.to.roles.join(', ') },
        { what: 'Group', before: change.from.group, after: change.to.group },
      ].filter(({ before, after }) => before !== after)
    case 'key-added':
      return [
        { what: 'Key', before: null, after: fingerprint(change.credentialIdHash) },
        { what: 'Device-bound', before: null, after: change.deviceBound ? 'yes' : 'no' },
      ]
    case 'key-revoked':
      return [{ what: 'Key', before: fingerprint(change.credentialIdHash), after: null }]
    case 'account-linked':
      return [{ what: 'Account', before: null, after: own?.account ?? null }]
    case 'account-unlinked':
      return [{ what: 'Account', before: own?.account ?? null, after: null }]
    case 'officer-removed':
    case 'paused':
    case 'resumed':
      return []
  }
}

const scalesOf = async (db: Queryable): Promise<Map<string, number>> =>
  new Map((await policyAssets(db)).map(({ code, scale }) => [code, scale]))
