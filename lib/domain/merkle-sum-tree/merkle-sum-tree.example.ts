// A run from claims to statements, for tests: settled first, so that a test may forge it before it is published.
import { bytesToHex } from '@noble/hashes/utils.js'
import { allocate } from '../allocation'
import { groupByOwner, pick, type ChargeableClaim } from '../allocation-group'
import { leviesBy } from '../allocation-levy'
import type { Problem } from '../allocation-population.example'
import { sealSchedule, type Schedule, type SealedSchedule } from '../allocation-schedule'
import { assert } from '../assert'
import { compareAccounts, type Claim } from '../claim'
import { formatFractionShort } from '../fraction'
import { sum } from '../money'
import {
  groupName,
  inputsDigest,
  makeClaimsContext,
  makeSharesContext,
  type ClaimInput,
} from './context'
import type {
  AccountPart,
  ClaimsContext,
  CutoffOpening,
  GroupMembers,
  PublicSide,
  SharesContext,
  TreeClaim,
} from './format'
import {
  buildClaimsTree,
  buildSharesTree,
  columnsOf,
  proveAccount,
  type ClaimsTree,
  type SumTree,
} from './tree'

/** One claim with what it pays and what its statement opens; levies in minor units. */
export type SettledClaim = {
  claim: TreeClaim
  levy: bigint
  inputs: ClaimInput[]
  members?: GroupMembers
  cutoffOpening?: CutoffOpening
}

/** All that is published, before it is hashed. Levies may be forged: nothing is checked here. */
export type Settled = {
  master: Uint8Array
  claims: SettledClaim[]
  schedule: SealedSchedule
  collected: bigint
  claimsContext?: Partial<ClaimsContext>
  sharesContext?: Partial<SharesContext>
}

export type ExampleRun = {
  side: PublicSide
  claimsTree: ClaimsTree
  sharesTree: SumTree
  statements: ExampleStatement[]
}

/** `typedAccount` is the reader: the account itself, or the first member of a group. */
export type ExampleStatement = { part: AccountPart; inputs: ClaimInput[]; typedAccount: string }

/** A bearable problem, solved, charged and published. */
export const exampleRun = (problem: Problem): ExampleRun => publish(settle(problem))

const MASTER = Uint8Array.from({ length: 32 }, (_, index) => index)
const SALT = '5a'.repeat(32)

/** What `publish` takes, honestly computed; statements of claims at the edge of the run open it. */
export const settle = ({ claims, terms, collected }: Problem): Settled => {
  const allocation = allocate(claims, { ...terms, collected })
  assert(allocation.kind === 'allocation', 'expected a problem that the claims can bear')
  const { schedule } = allocation
  return {
    master: MASTER,
    claims: groupByOwner(claims).map(({ claim, members }) => ({
      ...treeClaim(claim, pick(claims, members)),
      levy: leviesBy(schedule)(claim),
      ...openingOf(schedule, claim),
    })),
    schedule: sealSchedule(schedule, SALT),
    collected,
  }
}

const treeClaim = (
  claim: ChargeableClaim,
  members: readonly Claim[],
): Pick<SettledClaim, 'claim' | 'inputs' | 'members'> => {
  const inputs = members.map(inputOf).sort((a, b) => compareAccounts(a.account, b.account))
  const group = { salt: '07'.repeat(32), ids: inputs.map(({ account }) => account) }
  const isGroup = members.length > 1
  const { base, cap, equity, weight, score } = claim
  return {
    inputs,
    ...(isGroup ? { members: group } : {}),
    claim: {
      account: isGroup ? groupName(group) : claim.account,
      class: claim.class,
      base: base.toString(),
      cap: (cap ?? base).toString(),
      inputsDigest: inputsDigest(inputs),
      ...(equity === null ? {} : { equity: equity.toString() }),
      ...(weight === null ? {} : { weight: formatFractionShort(weight) }),
      ...(score === null ? {} : { score }),
    },
  }
}

const inputOf = ({ account, base, equity, cap }: Claim): ClaimInput => ({
  account,
  base: base.toString(),
  ...(equity === null ? {} : { equity: equity.toString() }),
  ...(cap === null ? {} : { cap: cap.toString() }),
})

/** Only a claim whose levy hangs on the edge of the run has it opened. */
const openingOf = (
  schedule: Schedule,
  claim: ChargeableClaim,
): Pick<SettledClaim, 'cutoffOpening'> => {
  const { cutoff } = schedule
  if (cutoff === undefined) return {}
  const beside = (account: string) =>
    leviesBy({ ...schedule, cutoff: { account, amount: '0' } })(claim)
  return beside('') === beside('\uffff') ? {} : { cutoffOpening: { ...cutoff, salt: SALT } }
}

/** Trees, public side and every statement, whatever was settled. */
export const publish = (settled: Settled): ExampleRun => {
  const claims = settled.claims.map(({ claim }) => claim)
  const claimsContext = { ...honestClaimsContext(claims.length), ...settled.claimsContext }
  const claimsTree = buildClaimsTree({ master: settled.master, context: claimsContext, claims })
  const claimsRoot = bytesToHex(claimsTree.root)
  const { schedule, collected } = settled
  const sharesContext = {
    ...makeSharesContext({
      ...{ claimsContext, claimsRoot, schedule, collected, revision: 1 },
      ...{ clawbackId: 'clawback-1', policyDigest: 'aa'.repeat(32) },
    }),
    ...settled.sharesContext,
  }
  const levies = new Map(settled.claims.map(({ claim, levy }) => [claim.account, levy]))
  const sharesTree = buildSharesTree({ claimsTree, context: sharesContext, levies })
  const levied = sum(levies.values())
  const side = {
    ...{ claimsContext, sharesContext, claimsRoot, sharesRoot: bytesToHex(sharesTree.root) },
    totals: { ...totalsOf(claims), levy: levied.toString() },
    counts: countsOf(claims),
    residual: (collected > levied ? collected - levied : 0n).toString(),
  }
  const statements = settled.claims.map((one) => statementOf(one, { claimsTree, sharesTree }))
  return { side, claimsTree, sharesTree, statements }
}

const honestClaimsContext = (accounts: number): ClaimsContext =>
  makeClaimsContext({
    ...{ env: 'test', logOrigin: 'example.com/log', snapshotId: 'snapshot-1', accounts },
    ...{ asset: 'USDT', scale: 2, numeraire: 'profit', cutoff: '2026-01-01T00:00:00Z' },
  })

const totalsOf = (claims: readonly TreeClaim[]): Omit<PublicSide['totals'], 'levy'> => {
  const columns = claims.map(columnsOf)
  const total = (column: number) => sum(columns.map((of) => of[column] ?? 0n)).toString()
  return { eligible: total(0), exempt: total(1), house: total(2), capacity: total(3) }
}

const countsOf = (claims: readonly TreeClaim[]): PublicSide['counts'] => {
  const count = (of: TreeClaim['class']) =>
    claims.filter((claim) => claim.class === of).length.toString()
  return { eligible: count('eligible'), exempt: count('exempt'), house: count('house') }
}

const statementOf = (
  { claim, levy, inputs, members, cutoffOpening }: SettledClaim,
  trees: { claimsTree: ClaimsTree; sharesTree: SumTree },
): ExampleStatement => {
  const { account } = claim
  const part = {
    ...{ account, claim, levy: levy.toString() },
    ...(members === undefined ? {} : { members }),
    ...(cutoffOpening === undefined ? {} : { cutoffOpening }),
    chunks: proveAccount({ ...trees, account }),
  }
  return { part, inputs, typedAccount: members?.ids[0] ?? account }
}
