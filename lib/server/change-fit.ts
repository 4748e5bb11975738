// Whether a change still fits the desk as it stands, and officers could change it again afterwards.
import 'server-only'
import {
  type ChangeRow,
  isDeskPaused,
  isLinked,
  keyByHash,
  type OwnAccount,
  officerByPseudonym,
} from '@/db/change'
import type { Queryable } from '@/db/client'
import { deskOfficers } from '@/db/desk'
import { currentPolicies } from '@/db/policy'
import { canonicalJson } from '@/lib/domain/canonical-json'
import type { Change } from '@/lib/domain/change'
import type { PolicyContent } from '@/lib/domain/policy'
import { signoffOf } from '@/lib/domain/signoff-policy'
import { type SignoffProblem, signoffProblems } from '@/lib/domain/signoff-problem'
import { insideProblem } from './change-inside'
import { poolProblem } from './desk-pool'

type Fitting = Pick<ChangeRow, 'change' | 'person' | 'own'>

/** The rest of a sentence that says why a change cannot take effect; undefined where it can. */
export const misfitOf = async (db: Queryable, row: Fitting): Promise<string | undefined> => {
  const problem = insideProblem(row)
  if (problem !== undefined) return problem
  if (row.change.kind === 'policy-adopted') return policyMisfit(db, row.change)
  return (await fitsDesk(db, row)) ? undefined : overtaken
}

const overtaken = 'another change came first, and this one no longer fits.'

const policyMisfit = async (
  db: Queryable,
  { policy, replaces }: Extract<Change, { kind: 'policy-adopted' }>,
): Promise<string | undefined> => {
  const current = (await currentPolicies(db)).find(({ id }) => id === policy.id)
  if (current?.digest !== replaces?.digest) return overtaken
  const { problems, pool } = await adoptionProblems(db, policy)
  return problems[0]?.sentence.concat('.') ?? pool
}

/**
 * Beside all other policies in force: what its rules say that cannot stand, and why today's officers
 * could sign no change any more once it is.
 */
export const adoptionProblems = async (
  db: Queryable,
  { id, content }: { id: string; content: PolicyContent },
): Promise<{ problems: SignoffProblem[]; pool: string | undefined }> => {
  const others = (await currentPolicies(db))
    .filter((policy) => policy.id !== id)
    .map((policy) => signoffOf(policy.content as PolicyContent))
  const own = signoffOf(content)
  const problems = signoffProblems(own, others)
  if (problems.length > 0) return { problems, pool: undefined }
  return { problems, pool: poolProblem([own, ...others], await deskOfficers(db)) }
}

const fitsDesk = async (db: Queryable, { change, own }: Fitting): Promise<boolean> => {
  switch (change.kind) {
    case 'policy-adopted':
      return true
    case 'officer-added':
      return (await officerByPseudonym(db, change.officer)) === undefined
    case 'roles-changed': {
      const officer = await officerByPseudonym(db, change.officer)
      if (!officer || officer.isRemoved) return false
      const { roles, group } = officer
      return canonicalJson({ roles: [...roles].sort(), group }) === canonicalJson(change.from)
    }
    case 'officer-removed':
      return isPresent(db, change.officer)
    case 'key-added':
      return (await fitsKey(db, change)) && isPresent(db, change.officer)
    case 'key-revoked':
      return fitsKey(db, change)
    case 'paused':
    case 'resumed':
      return (await isDeskPaused(db)) === (change.kind === 'resumed')
    case 'account-linked':
      return (await isPresent(db, change.officer)) && !(await isHis(db, change, own))
    case 'account-unlinked':
      return isHis(db, change, own)
  }
}

const isPresent = async (db: Queryable, pseudonym: string): Promise<boolean> =>
  (await officerByPseudonym(db, pseudonym))?.isRemoved === false

const fitsKey = async (
  db: Queryable,
  change: Extract<Change, { kind: 'key-added' | 'key-revoked' }>,
): Promise<boolean> => {
  const key = await keyByHash(db, change.credentialIdHash)
  const isHeld = key?.officer === change.officer && !key.isRevoked
  return isHeld && (change.kind === 'key-revoked' || !key.isActive)
}

const isHis = (db: Queryable, { officer }: { officer: string }, own: OwnAccount | null) =>
  isLinked(db, { pseudonym: officer, account: own?.account ?? '' })
