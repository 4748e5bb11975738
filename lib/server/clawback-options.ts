// What may be chosen for a new run: funds and policies, and what an earlier run had chosen.
import 'server-only'
import * as z from 'zod'
import { lossIdsOf, revisionForReading } from '@/db/clawback'
import type { Queryable } from '@/db/client'
import { listFunds } from '@/db/fund'
import { chosenLosses } from '@/db/loss'
import { listPolicies } from '@/db/policy'
import { isRefusal, type Refusal, refuse } from '@/lib/domain/refusal'
import { decide } from '@/lib/domain/subject'
import { formatAmount } from '@/lib/domain/money'
import { announcedTerms, fitsAsset, type PolicyContent } from '@/lib/domain/policy'
import { runOptions, type RunOptions } from '@/lib/wire/clawback'
import { idText } from '@/lib/wire/text'
import { actorOf } from './actor'
import { toState } from './revision'
import { isoNow } from './clock'
import { usableOf } from './fund'
import type { Officer } from './officer'
import { verb } from './verb'

export const showRunOptions = verb({
  name: 'clawback.options',
  kind: 'read',
  access: 'officer',
  input: z.object({ clawbackId: idText.optional() }),
  output: runOptions,
  run: async ({ db, officer, input }) => {
    const [funds, policies] = await Promise.all([listFunds(db), listPolicies(db)])
    const chosen =
      input.clawbackId === undefined || !officer
        ? null
        : await chosenBefore(db, { clawbackId: input.clawbackId, officer })
    if (isRefusal(chosen)) return chosen
    return {
      asOf: isoNow(),
      chosen,
      funds: funds.map((fund) => ({
        id: fund.id,
        name: fund.name,
        asset: { code: fund.asset, scale: fund.scale },
        usable: usableOf(fund).toString(),
      })),
      policies: policies.map(
        ({ id, version, digest, content, effectiveAt, supersededAt, changeId }) => ({
          id,
          version,
          digest,
          ...announcedTerms(content as PolicyContent),
          fits: funds
            .filter(({ asset }) => fitsAsset(content as PolicyContent, asset))
            .map(({ id }) => id),
          effectiveAt,
          supersededAt,
          isOfBeginning: changeId === null,
        }),
      ),
    }
  },
})

/** The choices of a run's newest revision, for an officer who wants to change them. */
const chosenBefore = async (
  db: Queryable,
  { clawbackId, officer }: { clawbackId: string; officer: Officer },
): Promise<RunOptions['chosen'] | Refusal> => {
  const row = await revisionForReading(db, { clawbackId })
  if (!row) return refuse('unknown', `There is no clawback ${clawbackId}.`)
  const edit = decide(toState(row), { kind: 'edit' }, { actor: actorOf(officer), now: isoNow() })
  const lossIds = await lossIdsOf(db, row)
  const losses = await chosenLosses(db, lossIds)
  return {
    clawbackId,
    revision: row.revision,
    edit: { allowed: !isRefusal(edit), sentence: isRefusal(edit) ? edit.sentence : '' },
    run: {
      fundId: row.fundId,
      lossIds,
      snapshotId: row.snapshotId,
      policyId: row.policyId,
      policyVersion: row.policyVersion,
      topUp: formatAmount(BigInt(row.topUp), { scale: row.scale }),
      uncovered: formatAmount(BigInt(row.uncovered), { scale: row.scale }),
      rule: row.rule,
      rounding: row.rounding,
      reason: row.reason,
    },
    held: losses.filter((loss) => loss.state === 'pending' && loss.clawbackId === clawbackId),
  }
}
