// What a statement says of the account's money, written for its owner.
import { splitOverMembers } from './allocation-group'
import type { Claim } from './claim'
import { fraction, toPercent } from './fraction'
import { formatAmount, groupThousands, sum } from './money'
import type { StatementFile } from './statement-file'

/** Amounts with their asset; `ratePercent` is the levy in percent of the base, with four digits. */
export type StatementFigures = {
  levy: string
  base: string
  kept: string
  ratePercent: string
  /** What falls on the one account of an owner of several; null for a single account. */
  ownLevy: string | null
}

/**
 * The figures of a statement whose amounts are whole numbers (Fault otherwise). `account` is the one
 * that is asked for among those of an owner, null when nobody is asked for; its part is by base,
 * largest remainder, and the rate is rounded as `toPercent` does. Source: transparency.md §4.
 */
export const statementFigures = (file: StatementFile, account: string | null): StatementFigures => {
  const [base, levy] = [BigInt(file.claim.base), BigInt(file.levy)]
  const own = file.members === undefined ? null : ownShare(file, account)
  return {
    levy: statementMoney(file, levy),
    base: statementMoney(file, base),
    kept: statementMoney(file, base - levy),
    ratePercent: base === 0n ? '0' : toPercent(fraction(levy, base), { digits: 4 }),
    ownLevy: own === null ? null : statementMoney(file, own),
  }
}

/** Minor units of the statement's asset as people read them, with the asset's code. */
export const statementMoney = (
  { claimsContext: { asset, scale } }: Pick<StatementFile, 'claimsContext'>,
  amount: bigint,
): string => `${groupThousands(formatAmount(amount, { scale: Number(scale) }))} ${asset}`

/** Why an account of this class pays nothing: the exchange says so, and nothing here shows it right. */
export const EXEMPT = 'exempt: the exchange classed this account so in its frozen snapshot'

/** The levy in one sentence without its stop; `account` as in `statementFigures`. */
export const levyInWords = (file: StatementFile, account: string | null): string => {
  const { levy, base, ratePercent, ownLevy } = statementFigures(file, account)
  if (file.claim.class === 'exempt') return `You pay nothing of your ${base}, ${EXEMPT}`
  const whole = `${levy}, ${ratePercent} % of ${base} of ${file.claimsContext.numeraire}`
  if (file.members === undefined) return `Your levy is ${whole}`
  const part = ownLevy === null ? '' : `, of which ${ownLevy} fall on ${account}`
  return `The levy of your ${file.members.ids.length} accounts together is ${whole}${part}`
}

const ownShare = (
  { inputs, levy, claim }: StatementFile,
  account: string | null,
): bigint | null => {
  const place = inputs.findIndex((input) => input.account === account)
  const amount = BigInt(levy)
  const claims = inputs.map((input): Claim => ({
    account: input.account,
    owner: null,
    class: claim.class,
    base: BigInt(input.base),
    ...{ equity: null, cap: null, weight: null, score: null },
  }))
  if (place < 0 || amount > sum(claims.map(({ base }) => base))) return null
  return splitOverMembers(claims, amount)[place] ?? null
}
