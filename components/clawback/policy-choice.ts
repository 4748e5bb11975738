// Which policy a new run begins with: one that was in force when the first of its losses happened.
import { utcText } from '@/components/ui/utc-text'
import type { RunOptions } from '@/lib/wire/clawback'

export type Policy = RunOptions['policies'][number]

export const policyKey = (policy: { policyId: string; policyVersion: number }) =>
  `${policy.policyId}@${policy.policyVersion}`

/** What was asked for, usable or not; else the first that holds for the loss. */
export const chosenPolicy = (
  policies: readonly Policy[],
  { key, firstLossAt }: { key: string | null; firstLossAt: string | undefined },
): Policy | undefined =>
  policies.find(({ id, version }) => policyKey({ policyId: id, policyVersion: version }) === key) ??
  policies.find((policy) => policyProblem(policy, firstLossAt) === undefined) ??
  policies[0]

/** Why a policy cannot be used for losses of which the first happened then; undefined where it can. */
export const policyProblem = (
  { isOfBeginning, effectiveAt, supersededAt }: Policy,
  firstLossAt: string | undefined,
): string | undefined => {
  if (firstLossAt === undefined) return undefined
  const loss = `the first chosen loss, ${utcText(firstLossAt)} UTC`
  if (!isOfBeginning && effectiveAt > firstLossAt)
    return `It came into force ${utcText(effectiveAt)} UTC, after ${loss}.`
  return supersededAt !== null && supersededAt <= firstLossAt
    ? `It was superseded ${utcText(supersededAt)} UTC, before ${loss}.`
    : undefined
}
