// The tier of a run: how much it takes, counted with what other runs took or are about to take.
import 'server-only'
import { takenElsewhere } from '@/db/clawback'
import type { Queryable } from '@/db/client'
import type { PolicyContent } from '@/lib/domain/policy'
import {
  signoffOf,
  sumTaken,
  takenBy,
  type Tier,
  type TierInputs,
  tierOf,
} from '@/lib/domain/signoff-policy'

export type RunTier = { tier: Tier; inputs: TierInputs }
type Taking = {
  clawbackId: string
  asset: string
  collected: string
  chargedBase: string
  accountsCharged: number
  policyContent: PolicyContent
}

export const tierOfRun = async (db: Queryable, run: Taking): Promise<RunTier> => {
  const others = await takenElsewhere(db, run.clawbackId)
  const inputs = {
    own: taken(run),
    day: sumTaken(others.filter(({ isWithinDay }) => isWithinDay).map(taken)),
    week: sumTaken(others.map(taken)),
  }
  return { tier: tierOf(signoffOf(run.policyContent), inputs), inputs }
}

const taken = ({
  asset,
  collected,
  chargedBase,
  accountsCharged,
}: Pick<Taking, 'asset' | 'collected' | 'chargedBase' | 'accountsCharged'>) =>
  takenBy({ asset, collected, chargedBase, accounts: String(accountsCharged) })

/** Whether more people would have to sign now than when a run was sealed as `sealed`. */
export const isHigherTier = (content: PolicyContent, now: Tier, sealed: string): boolean => {
  const names = signoffOf(content).tiers.map(({ name }) => name)
  return names.indexOf(now.name) > names.indexOf(sealed)
}
