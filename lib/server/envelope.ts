// The envelope of a run, built from stored rows: what the proposer signs and the approver signs after him.
import 'server-only'
import type { RevisionRow } from '@/db/clawback'
import type { Queryable } from '@/db/client'
import { authorPseudonyms } from '@/db/signoff'
import { sealSchedule } from '@/lib/domain/allocation-schedule'
import { compareAccounts } from '@/lib/domain/claim'
import { PROPOSAL_HOURS } from '@/lib/domain/subject-state'
import { mulDivFloor } from '@/lib/domain/money'
import { announcedTerms } from '@/lib/domain/policy'
import { type Place, placeOf } from '@/lib/domain/place'
import { authorsDigest, type EnvelopeV2, saltedDigest } from '@/lib/domain/signoff'
import type { Tier, TierInputs } from '@/lib/domain/signoff-policy'
import { taggedDigest } from '@/lib/domain/canonical-json'
import type { Run } from './clawback-run'
import { buildDigest, env, version } from './env'
import type { Trees } from './proposal'

/** Where signatures of this house are valid. */
export const place = (): Place => {
  const { BALLAST_ENV, CONSOLE_ORIGIN, PUBLIC_ORIGIN } = env()
  return placeOf({ env: BALLAST_ENV, consoleOrigin: CONSOLE_ORIGIN, publicOrigin: PUBLIC_ORIGIN })
}

type Sealed = {
  row: RevisionRow
  run: Run
  trees: Trees
  tier: Tier
  tierInputs: TierInputs
  now: string
}

export const buildEnvelope = async (
  db: Queryable,
  { row, run, trees, tier, tierInputs, now }: Sealed,
): Promise<EnvelopeV2> => ({
  ...place(),
  v: 2,
  type: 'clawback',
  clawbackId: row.clawbackId,
  revision: String(row.revision),
  scope: {
    fundId: row.fundId,
    fundName: row.fundName,
    asset: row.asset,
    scale: String(row.scale),
    numeraire: run.snapshot.numeraire,
  },
  nonce: String(row.nonce),
  lossEvents: run.losses.map((loss) => ({ id: loss.id, amount: loss.shortfall })),
  policy: {
    id: run.policy.id,
    version: String(run.policy.version),
    digest: run.policy.digest,
    terms: announcedTerms(run.policy.content),
  },
  precommit: trees.precommit,
  engine: { version, buildDigest: taggedDigest('ballast/buildDigest/v1', buildDigest()) },
  inputs: {
    snapshotDigest: run.snapshot.digest,
    claimsRoot: trees.claimsRoot,
    firstLossAt: row.firstLossAt,
    population: {
      claims: String(run.claims.length),
      chargedBase: run.allocation.chargedBase.toString(),
      capacity: run.allocation.capacity.toString(),
    },
    fund: {
      balance: run.fund.balance,
      floor: run.fund.floor,
      committed: run.fund.committed,
      usable: run.usable.toString(),
    },
    tolerances: {
      usableFund: mulDivFloor(
        run.usable,
        BigInt(run.policy.content.fundToleranceBps),
        10_000n,
      ).toString(),
    },
    asOf: now,
  },
  result: resultOf({ row, run, trees }),
  authorsDigest: authorsDigest(
    await authorPseudonyms(db, { subjectType: 'clawback', subjectId: row.clawbackId }),
  ),
  tier: tier.name,
  tierInputs,
  quorum: tier.quorum,
  notBefore: plusSeconds(now, Number(tier.coolingOffSeconds)),
  expiresAt: plusSeconds(now, PROPOSAL_HOURS * 3600),
})

const resultOf = ({
  row,
  run,
  trees,
}: Pick<Sealed, 'row' | 'run' | 'trees'>): EnvelopeV2['result'] => ({
  waterfall: {
    grossLoss: run.waterfall.grossLoss.toString(),
    fundDraw: run.waterfall.fundDraw.toString(),
    operatorDraw: run.waterfall.operatorDraw.toString(),
    toMutualise: run.waterfall.toMutualise.toString(),
  },
  collected: run.allocation.collected.toString(),
  levied: run.allocation.levied.toString(),
  residual: run.allocation.residual.toString(),
  uncovered: run.uncovered.toString(),
  schedule: sealSchedule(run.allocation.schedule, row.cutoffSalt),
  accountsCharged: String(run.allocation.accountsCharged),
  sharesRoot: trees.sharesRoot,
  largestLevyDigest: saltedDigest('largestLevyDigest', {
    salt: run.snapshot.salt,
    value: largestLevy(run),
  }),
})

/** Adds to a time of the database; the application's own clock has no say in what is signed. */
export const plusSeconds = (moment: string, seconds: number): string =>
  `${new Date(Date.parse(moment) + seconds * 1000).toISOString().slice(0, 19)}Z`

const largestLevy = ({ claims, allocation }: Run): { account: string; amount: string } => {
  let [account, amount] = ['', 0n]
  for (const [index, claim] of claims.entries()) {
    const levy = allocation.levies[index] ?? 0n
    const isLarger =
      levy > amount ||
      (levy === amount && (account === '' || compareAccounts(claim.account, account) < 0))
    if (isLarger) [account, amount] = [claim.account, levy]
  }
  return { account, amount: amount.toString() }
}
