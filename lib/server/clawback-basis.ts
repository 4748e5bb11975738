// What a run rests on before a rule is applied: fund, losses, policy, waterfall and the frozen claims.
import 'server-only'
import { claimsOf, type SnapshotRow, snapshotById } from '@/db/claim'
import { type RevisionRow, revisionForReading } from '@/db/clawback'
import type { Queryable } from '@/db/client'
import { fundStanding } from '@/db/fund'
import { type ChosenLoss, chosenLosses } from '@/db/loss'
import { policyByVersion, type PolicyRow } from '@/db/policy'
import type { Terms } from '@/lib/domain/allocation-terms'
import type { Claim } from '@/lib/domain/claim'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { formatAmount, groupThousands, MAX_TOTAL, parseAmount, sum } from '@/lib/domain/money'
import { fitsAsset, type PolicyContent, policyTerms } from '@/lib/domain/policy'
import { stateAt } from '@/lib/domain/subject-state'
import { collectedOf, runWaterfall, type Waterfall } from '@/lib/domain/waterfall'
import type { RunInput } from '@/lib/wire/clawback'
import { isoNow } from './clock'
import { usableOf } from './fund'
import { toState } from './revision'
import type { InvalidInput } from './verb'

export type Basis = {
  fund: NonNullable<Awaited<ReturnType<typeof fundStanding>>>
  losses: ChosenLoss[]
  snapshot: SnapshotRow
  policy: PolicyRow & { content: PolicyContent }
  /** Rule and rounding as chosen, else the policy's; limits are always the policy's. */
  terms: Terms
  usable: bigint
  topUp: bigint
  /** Left unpaid by a recorded decision; collected = to mutualise − uncovered. */
  uncovered: bigint
  collected: bigint
  waterfall: Waterfall
  claims: Claim[]
}

/** Read anew each time; refused by name where the choice cannot stand. */
export const readBasis = async (
  db: Queryable,
  input: RunInput,
): Promise<Basis | Refusal | InvalidInput> => {
  const inputs = await readInputs(db, input)
  if ('kind' in inputs) return inputs
  const waterfall = runWaterfall({
    grossLoss: sum(inputs.losses.map((loss) => BigInt(loss.shortfall))),
    usableFund: inputs.usable,
    topUp: inputs.topUp,
  })
  if (waterfall.toMutualise === 0n) return nothingToMutualise(inputs, waterfall)
  const collected = collectedOf(waterfall, inputs)
  if (collected === null) return tooMuchUncovered(inputs, waterfall)
  return { ...inputs, waterfall, collected, claims: await claimsOf(db, inputs.snapshot.id) }
}

type Inputs = Omit<Basis, 'waterfall' | 'collected' | 'claims'>

const readInputs = async (
  db: Queryable,
  input: RunInput,
): Promise<Inputs | Refusal | InvalidInput> => {
  const fund = await standingFor(db, input)
  if (!fund) return unknown(`There is no fund “${input.fundId}”.`)
  const topUp = parseAmount(input.topUp, { scale: fund.scale })
  if ('problem' in topUp || topUp.amount < 0n) return badAmount(fund, 'topUp')
  const uncovered = parseAmount(input.uncovered ?? '0', { scale: fund.scale, max: MAX_TOTAL })
  if ('problem' in uncovered || uncovered.amount < 0n) return badAmount(fund, 'uncovered')
  const { policyId, policyVersion, snapshotId } = input
  const policy = await policyByVersion(db, { id: policyId, version: policyVersion })
  if (!policy) {
    return unknown(
      `There is no policy ${policyId} version ${policyVersion} in force. Choose one from the list.`,
    )
  }
  const content = policy.content as PolicyContent
  if (!fitsAsset(content, fund.asset)) return otherAsset(policy, { content, fund })
  const snapshot = await snapshotById(db, snapshotId)
  if (snapshot?.fundId !== fund.id) {
    return unknown(
      `There is no frozen snapshot ${snapshotId} of this fund. Choose one from the list.`,
    )
  }
  const losses = await chosenLosses(db, input.lossIds)
  return (
    refusedLosses(losses, input) ??
    refusedPolicy(policy, losses) ?? {
      fund,
      losses,
      snapshot,
      policy: { ...policy, content },
      terms: {
        ...policyTerms(content),
        ...(input.rule === undefined ? {} : { rule: input.rule }),
        ...(input.rounding === undefined ? {} : { rounding: input.rounding }),
      },
      usable: usableOf(fund),
      topUp: topUp.amount,
      uncovered: uncovered.amount,
    }
  )
}

/** A revision that takes the place of a live one may draw again on what that one has reserved. */
const standingFor = async (
  db: Queryable,
  { fundId, clawbackId }: RunInput,
): Promise<Basis['fund'] | undefined> => {
  const fund = await fundStanding(db, fundId)
  if (!fund || clawbackId === undefined) return fund
  const latest = await revisionForReading(db, { clawbackId })
  if (latest?.fundId !== fundId || !isReserving(latest)) return fund
  return { ...fund, committed: (BigInt(fund.committed) - BigInt(latest.fundDraw)).toString() }
}

const isReserving = (row: RevisionRow): boolean => {
  const state = stateAt(toState(row), isoNow())
  return state === 'proposed' || state === 'approved'
}

const unknown = (sentence: string) => refuse('unknown', sentence)

const badAmount = ({ asset, scale }: Basis['fund'], field: 'topUp' | 'uncovered'): InvalidInput => {
  const sentence = `expected an amount of ${asset} of at least 0, with at most ${scale} digits after the point`
  return { kind: 'invalid', fields: [{ field, sentence }] }
}

const otherAsset = (
  { id, version }: PolicyRow,
  { content, fund }: { content: PolicyContent; fund: Basis['fund'] },
): InvalidInput => {
  const sentence = `policy ${id} version ${version} limits amounts of ${content.asset ?? 'another asset'}, and this fund is in ${fund.asset}: expected a policy for ${fund.asset}`
  return { kind: 'invalid', fields: [{ field: 'policyId', sentence }] }
}

/** Minor units of the fund's asset as sentences write them. */
export const moneyOf =
  ({ fund }: Pick<Basis, 'fund'>) =>
  (amount: bigint) =>
    `${groupThousands(formatAmount(amount, { scale: fund.scale }))} ${fund.asset}`

const nothingToMutualise = (inputs: Inputs, { grossLoss }: Waterfall): Refusal =>
  refuse(
    'nothing-to-mutualise',
    `The fund and the operator bear the whole loss of ${moneyOf(inputs)(grossLoss)}: there is nothing to mutualise, so no clawback.`,
  )

const tooMuchUncovered = (inputs: Inputs, { toMutualise }: Waterfall): InvalidInput => {
  const sentence = `expected less than the ${moneyOf(inputs)(toMutualise)} that is to be mutualised: a run collects something`
  return { kind: 'invalid', fields: [{ field: 'uncovered', sentence }] }
}

/** A policy changes what happens to later losses only; those of the beginning hold for every one. */
const refusedPolicy = (
  { id, version, changeId, effectiveAt, supersededAt }: PolicyRow,
  losses: readonly ChosenLoss[],
): Refusal | undefined => {
  const first = losses.map(({ occurredAt }) => occurredAt).sort()[0] ?? ''
  const named = `Policy ${id} version ${version}`
  if (changeId !== null && effectiveAt > first)
    return refuse(
      'wrong-state',
      `${named} came into force at ${effectiveAt}, after the loss of ${first}. Choose the version that was in force then.`,
    )
  return supersededAt !== null && supersededAt <= first
    ? refuse(
        'wrong-state',
        `${named} was superseded at ${supersededAt}, before the loss of ${first}. Choose the version that was in force then.`,
      )
    : undefined
}

const refusedLosses = (
  losses: readonly ChosenLoss[],
  { fundId, lossIds, clawbackId }: RunInput,
): Refusal | undefined => {
  const known = new Set(losses.map(({ id }) => id))
  const missing = lossIds.find((id) => !known.has(id))
  if (missing !== undefined)
    return refuse('unknown', `There is no loss ${missing}. Import it first.`)
  const foreign = losses.find((loss) => loss.fundId !== fundId)
  if (foreign)
    return refuse(
      'unknown',
      `Loss ${foreign.id} belongs to another fund. A run covers losses of one fund.`,
    )
  // What a live proposal holds is open to the revision that takes its place.
  const isHeldHere = (loss: ChosenLoss) =>
    loss.state === 'pending' && loss.clawbackId === clawbackId
  const taken = losses.find((loss) => loss.state !== 'open' && !isHeldHere(loss))
  return taken
    ? refuse(
        'loss-taken',
        `Loss ${taken.id} is ${taken.state === 'mutualised' ? 'mutualised already' : 'in a live proposal'}: ${taken.clawbackId ?? ''}. A loss is mutualised once.`,
      )
    : undefined
}
