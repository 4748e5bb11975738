// Policies for tests: in force since the beginning and in the log, as only the owner may bring them.
import { sql } from 'drizzle-orm'
import { rowsOf } from '@/db/client'
import { lockLog } from '@/db/log'
import { appendToLog } from '@/db/log-book'
import { nowOf } from '@/db/moment'
import { loggedPolicyDigests } from '@/db/policy'
import type { LogEntry } from '@/lib/domain/log-entry'
import { type PolicyContent, policyDigest } from '@/lib/domain/policy'
import type { SignoffPolicy } from '@/lib/domain/signoff-policy'
import { logBook } from './log-book'
import { asOwner, tamper, uniqueName } from './owner.example'

/** One tier, one approval of any group, no waiting: what most tests are not about. */
export const ONE_APPROVAL: SignoffPolicy = {
  tiers: [
    {
      ...{ name: 'T1', day: null, week: null, coolingOffSeconds: '0' },
      quorum: { approvals: '1', groups: '1', among: [], deviceBound: false },
    },
  ],
  changeDelaySeconds: '0',
  keysPerApprover: '1',
}

export const POLICY: PolicyContent = {
  layers: ['fund', 'operator', 'traders'],
  rule: 'pro-rata',
  rounding: 'floor',
  fundToleranceBps: '10',
  signoff: ONE_APPROVAL,
}

/** A policy of the beginning with other terms, as only the owner may bring one; answers its id. */
export const newPolicy = async (terms: Partial<PolicyContent>): Promise<string> => {
  const id = uniqueName('P')
  await announcePolicy(id, { ...POLICY, ...terms })
  return id
}

/** Takes a policy out of force again: changes of the desk need the strictest of all that are. */
export const retirePolicy = (id: string): Promise<void> =>
  tamper('policy', sql`update policy set effective_at = now() + interval '1 year' where id = ${id}`)

/** In force and in the log, whether or not it was announced before. */
export const announcePolicy = (id: string, content: PolicyContent): Promise<void> =>
  asOwner().transact(async (tx) => {
    await lockLog(tx)
    const now = await nowOf(tx)
    const digest = policyDigest({ id, version: '1', content })
    await rowsOf(
      tx,
      sql`insert into policy values (${id}, 1, ${JSON.stringify(content)}::jsonb, ${digest}, now() - interval '1 day') on conflict do nothing`,
    )
    if ((await loggedPolicyDigests(tx, { id, version: '1' })).length > 0) return
    const entry: LogEntry = {
      v: 1,
      type: 'policy',
      at: now,
      effectiveAt: now,
      id,
      version: '1',
      digest,
      content,
      decisions: [],
    }
    await appendToLog(tx, await logBook(), {
      at: now,
      entries: [{ entry, subject: `${id}/v1` }],
    })
  })
