// One run computed from stored rows: the same path for the simulation, the draft and the proposal.
import 'server-only'
import type { Queryable } from '@/db/client'
import type { StoredRun } from '@/db/clawback'
import { allocate, type Allocation, type Infeasible } from '@/lib/domain/allocation'
import { figuresOf, tiersOf } from '@/lib/domain/allocation-figures'
import { termsProblems } from '@/lib/domain/allocation-terms'
import { problemsInWords } from '@/lib/domain/allocation-wording'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { assertReconciled } from '@/lib/domain/waterfall'
import type { RunInput } from '@/lib/wire/clawback'
import { type Basis, moneyOf, readBasis } from './clawback-basis'
import type { InvalidInput } from './verb'

export type Run = Basis & { allocation: Allocation }

/** Everything that a run rests on, and what its rule makes of it; refused by name where it cannot stand. */
export const computeRun = async (
  db: Queryable,
  input: RunInput,
): Promise<Run | Refusal | InvalidInput> => {
  const basis = await readBasis(db, input)
  if ('kind' in basis) return basis
  const { waterfall, claims, terms, collected, uncovered } = basis
  const problem = problemsInWords(termsProblems(claims, terms), terms.rule)
  if (problem !== null) return { kind: 'invalid', fields: [{ field: 'rule', sentence: problem }] }
  const allocation = allocate(claims, { collected, ...terms })
  if (allocation.kind === 'infeasible') return infeasible(basis, allocation)
  const { levied, residual } = allocation
  assertReconciled({ ...waterfall, levied, residual, uncovered })
  return { ...basis, allocation }
}

const infeasible = (basis: Basis, { capacity, missing }: Infeasible): Refusal => {
  const money = moneyOf(basis)
  return refuse(
    'infeasible',
    `The claims can bear ${money(capacity)} and ${money(basis.collected)} is to be collected: ${money(missing)} is missing. Declare a larger operator top-up, choose fewer losses, take a snapshot with a wider scope, or leave a part uncovered.`,
  )
}

/** The row of a revision: every figure of the run as it is stored and signed. */
export const storedRun = (run: Run): StoredRun => {
  const { waterfall, allocation, claims, fund, losses } = run
  return {
    usableFund: run.usable.toString(),
    topUp: run.topUp.toString(),
    grossLoss: waterfall.grossLoss.toString(),
    fundDraw: waterfall.fundDraw.toString(),
    operatorDraw: waterfall.operatorDraw.toString(),
    toMutualise: waterfall.toMutualise.toString(),
    uncovered: run.uncovered.toString(),
    collected: allocation.collected.toString(),
    levied: allocation.levied.toString(),
    residual: allocation.residual.toString(),
    capacity: allocation.capacity.toString(),
    chargedBase: allocation.chargedBase.toString(),
    accountsCharged: allocation.accountsCharged,
    schedule: allocation.schedule,
    distribution: tiersOf(claims, allocation.levies, { scale: fund.scale }),
    metrics: figuresOf(claims, allocation, {
      shortfalls: losses.map(({ shortfall }) => BigInt(shortfall)),
    }),
  }
}
