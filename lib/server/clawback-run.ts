// One run computed from stored rows: the same path for the simulation, the draft and the proposal.
import 'server-only'
import { claimsOf, type SnapshotRow, snapshotById } from '@/db/claim'
import type { Queryable } from '@/db/client'
import type { StoredRun } from '@/db/clawback'
import { fundStanding } from '@/db/fund'
import { type ChosenLoss, chosenLosses } from '@/db/loss'
import { policyByVersion, type PolicyRow } from '@/db/policy'
import { allocate, type Allocation, type Infeasible } from '@/lib/domain/allocation'
import { distribution } from '@/lib/domain/allocation-distribution'
import { measure } from '@/lib/domain/allocation-metrics'
import type { Claim } from '@/lib/domain/claim'
import { type Refusal, refuse } from '@/lib/domain/clawback'
import { fractionToJson } from '@/lib/domain/fraction'
import { formatAmount, groupThousands, parseAmount, sum } from '@/lib/domain/money'
import type { PolicyContent } from '@/lib/domain/policy'
import { assertReconciled, runWaterfall, type Waterfall } from '@/lib/domain/waterfall'
import type { MetricsJson, RunInput, TierJson } from '@/lib/wire/clawback'
import { usableOf } from './fund'
import type { InvalidInput } from './verb'

export type Run = {
  fund: NonNullable<Awaited<ReturnType<typeof fundStanding>>>
  losses: ChosenLoss[]
  snapshot: SnapshotRow
  policy: PolicyRow & { content: PolicyContent }
  usable: bigint
  topUp: bigint
  waterfall: Waterfall
  claims: Claim[]
  allocation: Allocation
}

/** Everything that a run rests on, read anew; refused by name where the choice cannot stand. */
export const computeRun = async (
  db: Queryable,
  input: RunInput,
): Promise<Run | Refusal | InvalidInput> => {
  const inputs = await readInputs(db, input)
  if ('kind' in inputs) return inputs
  const waterfall = runWaterfall({
    grossLoss: sum(inputs.losses.map((loss) => BigInt(loss.shortfall))),
    usableFund: inputs.usable,
    topUp: inputs.topUp,
  })
  if (waterfall.toMutualise === 0n) return nothingToMutualise(inputs, waterfall)
  const claims = await claimsOf(db, inputs.snapshot.id)
  const { rule, rounding } = inputs.policy.content
  const allocation = allocate(claims, { collected: waterfall.toMutualise, rule, rounding })
  if (allocation.kind === 'infeasible') return infeasible(inputs, waterfall, allocation)
  const { levied, residual } = allocation
  assertReconciled({ ...waterfall, levied, residual, uncovered: 0n })
  return { ...inputs, waterfall, claims, allocation }
}

type Inputs = Omit<Run, 'waterfall' | 'claims' | 'allocation'>

const readInputs = async (
  db: Queryable,
  input: RunInput,
): Promise<Inputs | Refusal | InvalidInput> => {
  const fund = await fundStanding(db, input.fundId)
  if (!fund) return unknown(`There is no fund “${input.fundId}”.`)
  const topUp = parseAmount(input.topUp, { scale: fund.scale })
  if ('problem' in topUp || topUp.amount < 0n) return badTopUp(fund)
  const { policyId, policyVersion, snapshotId } = input
  const policy = await policyByVersion(db, { id: policyId, version: policyVersion })
  if (!policy) {
    return unknown(
      `There is no policy ${policyId} version ${policyVersion} in force. Choose one from the list.`,
    )
  }
  const snapshot = await snapshotById(db, snapshotId)
  if (snapshot?.fundId !== fund.id) {
    return unknown(
      `There is no frozen snapshot ${snapshotId} of this fund. Choose one from the list.`,
    )
  }
  const losses = await chosenLosses(db, input.lossIds)
  const content = policy.content as PolicyContent
  return (
    refusedLosses(losses, input) ?? {
      fund,
      losses,
      snapshot,
      policy: { ...policy, content },
      usable: usableOf(fund),
      topUp: topUp.amount,
    }
  )
}

const unknown = (sentence: string) => refuse('unknown', sentence)

const badTopUp = ({ asset, scale }: Run['fund']): InvalidInput => {
  const sentence = `expected an amount of ${asset} of at least 0, with at most ${scale} digits after the point`
  return { kind: 'invalid', fields: [{ field: 'topUp', sentence }] }
}

const moneyOf =
  ({ fund }: Pick<Run, 'fund'>) =>
  (amount: bigint) =>
    `${groupThousands(formatAmount(amount, { scale: fund.scale }))} ${fund.asset}`

const nothingToMutualise = (inputs: Inputs, { grossLoss }: Waterfall): Refusal =>
  refuse(
    'nothing-to-mutualise',
    `The fund and the operator bear the whole loss of ${moneyOf(inputs)(grossLoss)}: there is nothing to mutualise, so no clawback.`,
  )

const infeasible = (
  inputs: Inputs,
  { toMutualise }: Waterfall,
  { capacity, missing }: Infeasible,
): Refusal => {
  const money = moneyOf(inputs)
  return refuse(
    'infeasible',
    `The claims can bear ${money(capacity)} and ${money(toMutualise)} is to be mutualised: ${money(missing)} is missing. Declare a larger operator top-up, choose fewer losses, or take a snapshot with a wider scope.`,
  )
}

const refusedLosses = (
  losses: readonly ChosenLoss[],
  { fundId, lossIds }: RunInput,
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
  const taken = losses.find((loss) => loss.state !== 'open')
  return taken
    ? refuse(
        'loss-taken',
        `Loss ${taken.id} is ${taken.state === 'mutualised' ? 'mutualised already' : 'in a live proposal'}: ${taken.clawbackId ?? ''}. A loss is mutualised once.`,
      )
    : undefined
}

/** The row of a revision: every figure of the run as it is stored and signed. */
export const storedRun = (run: Run): StoredRun => {
  const { waterfall, allocation } = run
  return {
    usableFund: run.usable.toString(),
    topUp: run.topUp.toString(),
    grossLoss: waterfall.grossLoss.toString(),
    fundDraw: waterfall.fundDraw.toString(),
    operatorDraw: waterfall.operatorDraw.toString(),
    toMutualise: waterfall.toMutualise.toString(),
    uncovered: '0',
    collected: allocation.collected.toString(),
    levied: allocation.levied.toString(),
    residual: allocation.residual.toString(),
    capacity: allocation.capacity.toString(),
    chargedBase: allocation.chargedBase.toString(),
    accountsCharged: allocation.accountsCharged,
    schedule: allocation.schedule,
    distribution: tiersOf(run),
    metrics: metricsOf(run),
  }
}

const tiersOf = ({ claims, allocation, fund }: Run): TierJson[] =>
  distribution(claims, allocation.levies, { scale: fund.scale }).map((tier) => ({
    from: tier.from.toString(),
    to: tier.to?.toString() ?? null,
    accounts: tier.accounts,
    base: tier.base.toString(),
    levy: tier.levy.toString(),
  }))

const metricsOf = ({ claims, allocation }: Run): MetricsJson => {
  const metrics = measure(claims, allocation)
  return {
    rate: fractionToJson(metrics.rate),
    utilisation: fractionToJson(metrics.utilisation),
    gini: fractionToJson(metrics.gini),
    largestLevy: metrics.largestLevy.toString(),
    largestLevyShare: fractionToJson(metrics.largestLevyShareOfBase),
    medianLevy: fractionToJson(metrics.medianLevy),
    top10Share: fractionToJson(metrics.top10Share),
    top1PercentShare: fractionToJson(metrics.top1PercentShare),
    accountsInScope: claims.length - metrics.exemptCount,
    accountsCharged: metrics.chargedCount,
    cappedCount: metrics.cappedCount,
    exemptCount: metrics.exemptCount,
  }
}
