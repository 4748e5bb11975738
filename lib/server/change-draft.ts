// A change as a person fills it in, made into what is signed: officers by pseudonyms, versions by digests.
import 'server-only'
import {
  isDeskPaused,
  isLinked,
  keyByHash,
  officerByPseudonym,
  type OwnAccount,
  type Person,
} from '@/db/change'
import type { Transaction } from '@/db/client'
import { officerByIdentity } from '@/db/officer'
import { currentPolicies } from '@/db/policy'
import type { Change } from '@/lib/domain/change'
import { canonicalJson } from '@/lib/domain/canonical-json'
import { officerPseudonym } from '@/lib/domain/officer'
import { type PolicyContent, policyDigest } from '@/lib/domain/policy'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import type { SignoffProblem } from '@/lib/domain/signoff-problem'
import type { ChangeInput } from '@/lib/wire/change'
import { adoptionProblems } from './change-fit'
import { accountDigest } from './change-inside'
import { randomHex } from './officer'
import type { InvalidInput } from './verb'

export type Drafted = { change: Change; inside: Person | OwnAccount | null }
type Input<K extends ChangeInput['kind']> = Extract<ChangeInput, { kind: K }>

export const draftedChange = async (
  tx: Transaction,
  input: ChangeInput,
): Promise<Drafted | Refusal | InvalidInput> => {
  switch (input.kind) {
    case 'policy-adopted':
      return draftedPolicy(tx, input)
    case 'officer-added':
      return draftedOfficer(tx, input)
    case 'roles-changed':
      return draftedRoles(tx, input)
    case 'officer-removed':
      return (await presentOfficer(tx, input.officer))
        ? plain({ kind: input.kind, officer: input.officer })
        : unknownOfficer
    case 'key-added':
    case 'key-revoked':
      return draftedKey(tx, input)
    case 'paused':
    case 'resumed':
      return draftedPause(tx, input)
    case 'account-linked':
    case 'account-unlinked':
      return draftedAccount(tx, input)
  }
}

const plain = (change: Change): Drafted => ({ change, inside: null })
const unknownOfficer = refuse('unknown', 'There is no such officer. Nothing was stored.')

const presentOfficer = async (tx: Transaction, pseudonym: string) => {
  const officer = await officerByPseudonym(tx, pseudonym)
  return officer && !officer.isRemoved ? officer : undefined
}

const draftedPolicy = async (
  tx: Transaction,
  { policyId: id, replaces, content }: Input<'policy-adopted'>,
): Promise<Drafted | Refusal | InvalidInput> => {
  const policies = await currentPolicies(tx)
  const current = policies.find((policy) => policy.id === id)
  if ((current?.version ?? null) !== replaces) return supersededMeanwhile
  const { problems, pool } = await adoptionProblems(tx, { id, content })
  if (problems.length > 0) return { kind: 'invalid', fields: problems.map(fieldOf) }
  if (pool !== undefined) return refuse('pool-too-small', `Nothing was stored: ${pool}`)
  const version = String((current?.version ?? 0) + 1)
  const digest = policyDigest({ id, version, content })
  const before = current && {
    version: String(current.version),
    digest: current.digest,
    content: current.content as PolicyContent,
  }
  const policy = { id, version, digest, content }
  return plain({ kind: 'policy-adopted', policy, replaces: before ?? null })
}

const supersededMeanwhile = refuse(
  'stale',
  'This policy has another version in force than the one you saw. Nothing was stored; reload and compare.',
)

const fieldOf = ({ path, sentence }: SignoffProblem) => ({
  field: `change.content.signoff.${path}`,
  sentence,
})

const draftedOfficer = async (
  tx: Transaction,
  { issuer, subject, name, roles, group }: Input<'officer-added'>,
): Promise<Drafted | Refusal> => {
  const known = await officerByIdentity(tx, { issuer, subject })
  if (known)
    return refuse(
      'duplicate',
      'This identity is or was an officer already. Nothing was stored; change his roles instead, or use another identity.',
    )
  const salt = randomHex(32)
  const officer = officerPseudonym({ salt, issuer, subject })
  const change: Change = { kind: 'officer-added', officer, roles: [...roles].sort(), group }
  return { change, inside: { issuer, subject, name, salt } }
}

const draftedRoles = async (
  tx: Transaction,
  { officer: pseudonym, roles, group }: Input<'roles-changed'>,
): Promise<Drafted | Refusal> => {
  const officer = await presentOfficer(tx, pseudonym)
  if (!officer) return unknownOfficer
  const from = { roles: [...officer.roles].sort(), group: officer.group }
  const to = { roles: [...roles].sort(), group }
  return canonicalJson(from) === canonicalJson(to)
    ? refuse('duplicate', 'Roles and group are these already. Nothing was stored.')
    : plain({ kind: 'roles-changed', officer: pseudonym, from, to })
}

const draftedKey = async (
  tx: Transaction,
  { kind, credentialIdHash }: Input<'key-added' | 'key-revoked'>,
): Promise<Drafted | Refusal> => {
  const key = await keyByHash(tx, credentialIdHash)
  if (!key) return refuse('unknown', 'There is no such key. Nothing was stored.')
  const { officer, publicKey, isDeviceBound: deviceBound } = key
  if (key.isRevoked) return refuse('duplicate', 'This key is revoked already. Nothing was stored.')
  if (kind === 'key-revoked') return plain({ kind, officer, credentialIdHash })
  if (!(await presentOfficer(tx, officer))) return unknownOfficer
  if (key.isActive) return refuse('duplicate', 'This key is in force already. Nothing was stored.')
  return plain({ kind, officer, credentialIdHash, publicKey, deviceBound })
}

const draftedPause = async (
  tx: Transaction,
  { kind }: Input<'paused' | 'resumed'>,
): Promise<Drafted | Refusal> => {
  const isPaused = await isDeskPaused(tx)
  if (isPaused !== (kind === 'paused')) return plain({ kind })
  return refuse(
    'duplicate',
    isPaused
      ? 'Everything is paused already. Nothing was stored.'
      : 'Nothing is paused. Nothing was stored.',
  )
}

const draftedAccount = async (
  tx: Transaction,
  { kind, officer, account }: Input<'account-linked' | 'account-unlinked'>,
): Promise<Drafted | Refusal> => {
  if (kind === 'account-linked' && !(await presentOfficer(tx, officer))) return unknownOfficer
  const isHis = await isLinked(tx, { pseudonym: officer, account })
  if (isHis && kind === 'account-linked')
    return refuse('duplicate', 'This account is recorded as his already. Nothing was stored.')
  if (!isHis && kind === 'account-unlinked')
    return refuse('unknown', 'This account is not recorded as his. Nothing was stored.')
  const own = { account, salt: randomHex(32) }
  return { change: { kind, officer, accountDigest: accountDigest(own) }, inside: own }
}
