// What is chosen for a new run, read from the address and from what exists; every choice is written back there.
import { useQuery } from '@tanstack/react-query'
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs'
import { useMemo } from 'react'
import { runOptionsQuery } from '@/lib/client/clawback'
import { snapshotsQuery } from '@/lib/client/claim'
import { lossesQuery } from '@/lib/client/loss'
import { ROUNDINGS, RULES, type Rounding, type Rule } from '@/lib/domain/allocation-schedule'
import { parseAmount } from '@/lib/domain/money'
import type { RunInput, RunOptions } from '@/lib/wire/clawback'
import type { SnapshotJson } from '@/lib/wire/snapshot'
import type { ChoosableLoss } from './loss-choice'
import { chosenPolicy, type Policy, policyKey } from './policy-choice'
import { chosenLosses, writtenLosses } from './run-choice'
import type { RuleTerms } from './rule-words'
import { chosenTerms, initialTerms, writtenTerms } from './terms-choice'

const inAddress = {
  fund: parseAsString,
  losses: parseAsString,
  without: parseAsString,
  snapshot: parseAsString,
  policy: parseAsString,
  topUp: parseAsString,
  uncovered: parseAsString,
  rule: parseAsStringLiteral(RULES),
  rounding: parseAsStringLiteral(ROUNDINGS),
}

export type RunFormProps = { defaultFundId: string; clawbackId?: string | undefined }

export const useRunForm = ({ defaultFundId, clawbackId }: RunFormProps) => {
  const [address, write] = useQueryStates(inAddress)
  const options = useQuery(runOptionsQuery(clawbackId)).data
  const before = options?.chosen?.run ?? null
  const fundId = before?.fundId ?? address.fund ?? defaultFundId
  const fund = options?.funds.find(({ id }) => id === fundId)
  const lossList = useQuery(lossesQuery({ fundId, state: 'open' })).data
  const snapshotList = useQuery(snapshotsQuery()).data
  const held = options?.chosen?.held
  const losses = useMemo(() => choosable(lossList?.losses ?? [], held ?? []), [lossList, held])
  const open = useMemo(() => losses.map(({ id }) => id), [losses])
  const hadLosses = before?.lossIds ?? null
  const chosen = chosenLosses(open, address, hadLosses)
  const snapshots = newestFirst(snapshotList?.snapshots ?? [], fundId)
  const snapshot = chosenOr(snapshots, address.snapshot ?? before?.snapshotId)
  const policies = (options?.policies ?? []).filter(({ fits }) => fits.includes(fundId))
  const firstLossAt = firstOf(losses.filter(({ id }) => chosen.has(id)))
  const key = address.policy ?? (before && policyKey(before))
  const policy = chosenPolicy(policies, { key, firstLossAt })
  const initial = policy && initialTerms(policy, before)
  const terms = initial && chosenTerms(address, initial)
  const chooseTerms = (change: Partial<RuleTerms>) =>
    initial && terms && write(writtenTerms({ ...terms, ...change }, initial))
  const topUp = address.topUp ?? before?.topUp ?? '0'
  const topUpProblem = fund && problemOfAmount(topUp, { ...fund.asset, name: 'A top-up' })
  const uncovered = address.uncovered ?? before?.uncovered ?? '0'
  const uncoveredProblem =
    fund && problemOfAmount(uncovered, { ...fund.asset, name: 'What is left uncovered' })
  return {
    options,
    fund,
    lossList,
    losses,
    chosen,
    /** When the first chosen loss happened: a policy had to be in force before. */
    firstLossAt,
    /** Losses of the edited run that some other run has taken meanwhile. */
    takenAway: (hadLosses ?? []).filter((id) => lossList && !open.includes(id)).length,
    snapshots,
    snapshot,
    policies,
    policy,
    terms,
    topUp,
    topUpProblem,
    uncovered,
    uncoveredProblem,
    choice:
      topUpProblem === undefined && uncoveredProblem === undefined
        ? choiceOf({ clawbackId, fund, losses, chosen, snapshot, policy, terms, topUp, uncovered })
        : null,
    chooseFund: (id: string) =>
      write({
        fund: id,
        losses: null,
        without: null,
        snapshot: null,
        topUp: null,
        uncovered: null,
      }),
    chooseLosses: (ids: ReadonlySet<string>) => write(writtenLosses(open, ids, hadLosses)),
    chooseSnapshot: (id: string) => write({ snapshot: id }),
    /** Another policy brings its own rule and rounding. */
    choosePolicy: (key: string) => write({ policy: key, rule: null, rounding: null }),
    chooseRule: (rule: Rule) => chooseTerms({ rule }),
    chooseRounding: (rounding: Rounding) => chooseTerms({ rounding }),
    writeTopUp: (text: string) => write({ topUp: text }),
    writeUncovered: (text: string) => write({ uncovered: text }),
  }
}

export type RunForm = ReturnType<typeof useRunForm>
type Fund = RunOptions['funds'][number]

/** Open losses, and those that the edited run's own proposal holds, newest first. */
const choosable = (open: readonly ChoosableLoss[], held: readonly ChoosableLoss[]) => {
  const listed = new Set(open.map(({ id }) => id))
  return [...open, ...held.filter(({ id }) => !listed.has(id))].sort((a, b) =>
    a.occurredAt === b.occurredAt ? 0 : a.occurredAt < b.occurredAt ? 1 : -1,
  )
}

const firstOf = (losses: readonly ChoosableLoss[]): string | undefined =>
  losses.map(({ occurredAt }) => occurredAt).sort()[0]

const newestFirst = (snapshots: readonly SnapshotJson[], fundId: string) =>
  snapshots
    .filter((snapshot) => snapshot.fundId === fundId)
    .sort((a, b) => (a.frozenAt === b.frozenAt ? 0 : a.frozenAt < b.frozenAt ? 1 : -1))

const chosenOr = (snapshots: readonly SnapshotJson[], id: string | undefined) =>
  snapshots.find((snapshot) => snapshot.id === id) ?? snapshots[0]

const problemOfAmount = (
  text: string,
  { scale, name }: { scale: number; name: string },
): string | undefined => {
  const read = parseAmount(text, { scale })
  if ('problem' in read) return `${read.problem}.`
  return read.amount < 0n ? `${name} is 0 or more.` : undefined
}

type Chosen = {
  clawbackId: string | undefined
  fund: Fund | undefined
  losses: readonly ChoosableLoss[]
  chosen: ReadonlySet<string>
  snapshot: SnapshotJson | undefined
  policy: Policy | undefined
  terms: RuleTerms | undefined
  topUp: string
  uncovered: string
}

/** Complete enough to be simulated, or null. */
const choiceOf = (given: Chosen): Omit<RunInput, 'reason'> | null => {
  const { fund, losses, chosen, snapshot, policy, terms, topUp, uncovered } = given
  if (!fund || !snapshot || !policy || !terms) return null
  if (chosen.size === 0) return null
  return {
    ...(given.clawbackId === undefined ? {} : { clawbackId: given.clawbackId }),
    fundId: fund.id,
    lossIds: losses.filter(({ id }) => chosen.has(id)).map(({ id }) => id),
    snapshotId: snapshot.id,
    policyId: policy.id,
    policyVersion: policy.version,
    topUp,
    uncovered,
    ...terms,
  }
}
