// Claims as columns, ready to be asked about many losses.
import type { ChargeableClaim } from '../allocation-group'
import { NO_EQUITY, ONE, prepareColumns, type PreparedClaims } from './prepared'
import { javascriptPasses, type PassEngine } from './passes'
import { compareScores } from '../allocation-score'
import { assert } from '../assert'
import { compareAccounts } from '../claim'
import { compareFractions, type Fraction } from '../fraction'
import { MAX_AMOUNT } from '../money'

/**
 * The population of claims made ready once; owners are one claim already, exempt claims are left
 * out. Refuses (Fault) what `prepareColumns` refuses, and an equity above 2^63 − 1; where a score is
 * missing there is no queue.
 */
export const prepareClaims = (
  claims: readonly ChargeableClaim[],
  engine: PassEngine = javascriptPasses,
): PreparedClaims => {
  const charged = claims.filter((claim) => claim.class !== 'exempt')
  const amounts = charged.flatMap(({ base, cap }) => [base, cap ?? 0n])
  assert(
    amounts.every((amount) => amount >= 0n && amount <= MAX_AMOUNT),
    'expected amounts from 0 to 2^63 − 1',
  )
  const isCapped = charged.some(({ cap }) => cap !== null)
  const { tiers, weights } = tiersOf(charged)
  const columns = {
    bases: BigUint64Array.from(charged, ({ base }) => base),
    caps: isCapped ? BigUint64Array.from(charged, ({ base, cap }) => cap ?? base) : null,
    equities: equitiesOf(charged),
    tiers,
    weights,
    queue: queueOf(charged),
  }
  return prepareColumns(columns, engine)
}

const equitiesOf = (claims: readonly ChargeableClaim[]): BigInt64Array | null => {
  if (claims.every(({ equity }) => equity === null)) return null
  return BigInt64Array.from(claims, ({ equity }) => {
    if (equity === null) return NO_EQUITY
    assert(equity <= MAX_AMOUNT, 'expected an equity of at most 2^63 − 1')
    // How much below 0 makes no difference: a cap never goes below 0.
    return equity < 0n ? -1n : equity
  })
}

const tiersOf = (
  claims: readonly ChargeableClaim[],
): { tiers: Uint8Array | null; weights: readonly Fraction[] } => {
  const positions = new Map<string, number>()
  const weights: Fraction[] = []
  const tiers = Uint8Array.from(claims, ({ weight }) => {
    const own = weight ?? ONE
    const name = `${own.numerator.toString()}/${own.denominator.toString()}`
    const known = positions.get(name)
    if (known !== undefined) return known
    positions.set(name, weights.length)
    weights.push(own)
    return weights.length - 1
  })
  const isPlain = weights.every((weight) => compareFractions(weight, ONE) === 0)
  return isPlain ? { tiers: null, weights: [ONE] } : { tiers, weights }
}

const queueOf = (claims: readonly ChargeableClaim[]): Uint32Array | null => {
  if (claims.some(({ score }) => score === null)) return null
  return Uint32Array.from(claims.keys()).sort((a, b) => {
    const [one, other] = [claims[a], claims[b]]
    if (!one || !other) return 0
    return (
      compareScores(other.score ?? '0', one.score ?? '0') ||
      compareAccounts(one.account, other.account)
    )
  })
}
