// One account's statement checked against the public side of a report, refusal by refusal (transparency.md §3).
import type { Case, Finding, Presented } from './verification-case'
import {
  chunksFinding,
  indexFinding,
  pathLengthFinding,
  sumRangeFinding,
  sumsCountFinding,
  valuesCountFinding,
} from './verification-chunk'
import {
  accountFinding,
  capFinding,
  claimTotalsFinding,
  groupFinding,
  levyChunksFinding,
} from './verification-claim'
import { hexFinding, integerFinding, membersFinding, textFinding } from './verification-form'
import {
  cutoffFinding,
  denominatorFinding,
  exemptFinding,
  levyLimitFinding,
  scheduleFinding,
} from './verification-levy'
import { contextFinding, countsFinding, leafCountFinding } from './verification-population'
import { constantsFinding, thetaFinding } from './verification-rate'
import { claimsRootFinding, rootLinkFinding, sharesRootFinding } from './verification-root'
import {
  capacityFinding,
  capacityTotalFinding,
  collectedFinding,
  residualFinding,
} from './verification-total'

/** One check: its name, whether it held, and a sentence for the reader. */
export type AccountCheck = { name: string; isPassed: boolean; sentence: string }

/** `find` answers null where the check cannot be made. */
type Step<Subject> = { name: string; find: (subject: Subject) => Finding | null }

/**
 * Every refusal by its name, in the order in which it is reported. What stands later in `form` may
 * rely on what stands earlier, `structure` on all of `form`, `substance` on all of both.
 */
export const CHECKS: {
  members: readonly Step<Presented>[]
  form: readonly Step<Presented>[]
  structure: readonly Step<Case>[]
  substance: readonly Step<Case>[]
} = {
  members: [{ name: 'members', find: membersFinding }],
  form: [
    { name: 'text', find: textFinding },
    { name: 'integer', find: integerFinding },
    { name: 'hex', find: hexFinding },
  ],
  structure: [
    { name: 'context', find: contextFinding },
    { name: 'counts', find: countsFinding },
    { name: 'leaf count', find: leafCountFinding },
    { name: 'chunks', find: chunksFinding },
    { name: 'index', find: indexFinding },
    { name: 'path length', find: pathLengthFinding },
    { name: 'values count', find: valuesCountFinding },
    { name: 'sums count', find: sumsCountFinding },
    { name: 'sum range', find: sumRangeFinding },
    { name: 'denominator', find: denominatorFinding },
    { name: 'account', find: accountFinding },
    { name: 'group', find: groupFinding },
  ],
  substance: [
    { name: 'claims root', find: claimsRootFinding },
    { name: 'shares root', find: sharesRootFinding },
    { name: 'root link', find: rootLinkFinding },
    { name: 'claim totals', find: claimTotalsFinding },
    { name: 'cap', find: capFinding },
    { name: 'levy chunks', find: levyChunksFinding },
    { name: 'cutoff', find: cutoffFinding },
    { name: 'schedule', find: scheduleFinding },
    { name: 'exempt', find: exemptFinding },
    { name: 'levy limit', find: levyLimitFinding },
    { name: 'capacity total', find: capacityTotalFinding },
    { name: 'capacity', find: capacityFinding },
    { name: 'collected', find: collectedFinding },
    { name: 'residual', find: residualFinding },
    { name: 'theta', find: thetaFinding },
    { name: 'constants', find: constantsFinding },
  ],
}

/**
 * Checks one account's part of a statement against the public side of its report. `part` and `side`
 * are parsed JSON of any content, `typedAccount` the id that the reader typed himself. All passed
 * means accepted. Checks that rest on a failed one are left out, and so is `theta` where
 * `uncheckedRate` says why; nothing is thrown, whatever the content. That roots and totals are the logged report's is for the caller to see.
 * Source: transparency.md §3, "A verifier refuses".
 */
export const verifyAccount = (presented: Presented, checks = CHECKS): AccountCheck[] => {
  const found: AccountCheck[] = []
  const holds = <Subject>(steps: readonly Step<Subject>[], subject: Subject): boolean => {
    const results = steps.flatMap(({ name, find }) => {
      const finding = find(subject)
      return finding === null ? [] : [{ name, ...finding }]
    })
    found.push(...results)
    return results.every(({ isPassed }) => isPassed)
  }
  if (!holds(checks.members, presented) || !holds(checks.form, presented)) return found
  const subject = presented as Case
  if (holds(checks.structure, subject)) holds(checks.substance, subject)
  return found
}
