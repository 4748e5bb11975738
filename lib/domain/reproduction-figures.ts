// The figures of a repeated run against those that are signed and those that a page shows.
import { figuresOf, tiersOf, type AllocationFigures } from './allocation-figures'
import { canonicalJson, type CanonicalValue } from './canonical-json'
import { formatAmount, groupThousands, sum } from './money'
import type { Recomputed, ShownRun } from './reproduction'
import { different, same, type ReproductionCheck } from './reproduction-check'
import { runWaterfall } from './waterfall'

/** Whether the rule's constants are those that are signed and shown; the marginal account only as it is shown. */
export const scheduleCheck = (run: Recomputed, shown: ShownRun): ReproductionCheck => {
  const { cutoff: signedCutoff, ...signed } = run.envelope.result.schedule
  const { schedule } = run.allocation
  const { cutoff, ...own } = schedule
  const isSigned =
    canonicalJson(signed) === canonicalJson(own) &&
    (signedCutoff === undefined) === (cutoff === undefined)
  if (!isSigned)
    return different(
      'schedule',
      'The envelope has other constants of the rule than the claims give.',
    )
  if (canonicalJson(shown.schedule) !== canonicalJson(schedule))
    return different('schedule', 'The page shows other constants of the rule than the claims give.')
  return same('schedule', 'The constants of the rule follow from the claims and what is collected.')
}

/** Whether waterfall, sums and counts are those that are signed and shown, to the unit. */
export const totalsCheck = (run: Recomputed, shown: ShownRun): ReproductionCheck => {
  const { scope } = run.envelope
  const money = (units: string): string =>
    `${groupThousands(formatAmount(BigInt(units), { scale: Number(scope.scale) }))} ${scope.asset}`
  const found = totalsOf(run, shown).find(({ own, signed, page }) => own !== signed || own !== page)
  if (found === undefined)
    return same('totals', 'Waterfall, sums, residual and numbers of accounts add up to the unit.')
  const { name, own, signed, page, isCount } = found
  const text = (value: string) => (isCount ? groupThousands(value) : money(value))
  const says = page === own ? `the envelope says ${text(signed)}` : `the page shows ${text(page)}`
  return different('totals', `${name}: ${says}, the claims give ${text(own)}.`)
}

type Total = { name: string; own: string; signed: string; page: string; isCount?: boolean }

const totalsOf = ({ envelope, claims, allocation }: Recomputed, shown: ShownRun): Total[] => {
  const { result, inputs, lossEvents } = envelope
  const { waterfall } = shown
  const layers = runWaterfall({
    grossLoss: sum(lossEvents.map(({ amount }) => BigInt(amount))),
    usableFund: BigInt(inputs.fund.usable),
    topUp: BigInt(result.waterfall.operatorDraw),
  })
  const layer = (name: string, of: keyof typeof layers): Total => {
    return { name, own: String(layers[of]), signed: result.waterfall[of], page: waterfall[of] }
  }
  const amount = (name: string, of: 'collected' | 'levied' | 'residual'): Total => ({
    name,
    own: String(allocation[of]),
    signed: result[of],
    page: waterfall[of],
  })
  const population = (name: string, of: 'chargedBase' | 'capacity'): Total => {
    return { name, own: String(allocation[of]), signed: inputs.population[of], page: shown[of] }
  }
  const uncovered = String(layers.toMutualise - allocation.collected)
  return [
    layer('Gross loss', 'grossLoss'),
    layer('Fund’s part', 'fundDraw'),
    layer('Operator’s part', 'operatorDraw'),
    layer('To mutualise', 'toMutualise'),
    { name: 'Uncovered', own: uncovered, signed: result.uncovered, page: waterfall.uncovered },
    amount('Collected', 'collected'),
    amount('Sum of the levies', 'levied'),
    amount('Residual', 'residual'),
    population('Base in scope', 'chargedBase'),
    population('Capacity', 'capacity'),
    {
      name: 'Accounts charged',
      own: String(allocation.accountsCharged),
      signed: result.accountsCharged,
      page: String(shown.metrics.accountsCharged),
      isCount: true,
    },
    {
      name: 'Claims',
      own: String(claims.length),
      signed: inputs.population.claims,
      page: inputs.population.claims,
      isCount: true,
    },
  ]
}

/** Whether the tiers of the distribution follow from the levies. */
export const distributionCheck = (
  { envelope, claims, allocation }: Recomputed,
  shown: ShownRun,
): ReproductionCheck => {
  const tiers = tiersOf(claims, allocation.levies, { scale: Number(envelope.scope.scale) })
  const wrong = tiers.findIndex((tier, place) => {
    const page = shown.distribution[place]
    return page === undefined || canonicalJson(tier) !== canonicalJson(page)
  })
  if (wrong === -1 && tiers.length === shown.distribution.length)
    return same(
      'distribution',
      `The ${tiers.length} tiers of the distribution follow from the levies.`,
    )
  const place = wrong === -1 ? tiers.length : wrong
  return different(
    'distribution',
    `Tier ${place + 1} of the distribution is shown otherwise than the levies give.`,
  )
}

/** Whether every figure by which the run is judged follows from the levies; what was not measured is passed over. */
export const metricsCheck = (
  { envelope, claims, allocation }: Recomputed,
  shown: ShownRun,
): ReproductionCheck => {
  const shortfalls = envelope.lossEvents.map(({ amount }) => BigInt(amount))
  const figures = figuresOf(claims, allocation, { shortfalls })
  const names = Object.keys(NAMES) as (keyof AllocationFigures)[]
  const wrong = names.find((name) => {
    const page = shown.metrics[name]
    return page !== null && jsonOf(page) !== jsonOf(figures[name])
  })
  return wrong === undefined
    ? same('figures', 'Rate, median, largest levy and every other figure follow from the levies.')
    : different('figures', `${NAMES[wrong]}: the page shows another than the levies give.`)
}

const jsonOf = (value: AllocationFigures[keyof AllocationFigures]): string =>
  canonicalJson(value satisfies CanonicalValue)

const NAMES: Record<keyof AllocationFigures, string> = {
  rate: 'Rate',
  utilisation: 'Utilisation of the capacity',
  gini: 'Gini coefficient',
  proportionalityDeviation: 'Deviation from proportion',
  ptsr: 'Largest surviving profit to what is collected',
  pmr: 'Largest surviving profit to the largest shortfall',
  largestPayout: 'Largest payout',
  largestShortfall: 'Largest shortfall',
  largestLevy: 'Largest levy',
  largestLevyShare: 'Share that the largest levy takes',
  medianLevy: 'Median levy',
  top10Share: 'Share of the ten largest levies',
  top10PercentShare: 'Share of the largest tenth',
  top1PercentShare: 'Share of the largest hundredth',
  byClass: 'Totals by class',
  accountsInScope: 'Accounts in scope',
  accountsCharged: 'Accounts charged',
  cappedCount: 'Accounts at their cap',
  exemptCount: 'Exempt accounts',
  belowThresholdCount: 'Accounts below the threshold',
}
