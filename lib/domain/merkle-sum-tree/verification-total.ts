// What was collected, beside what the levies add up to and what the claims can bear.
import { amountOf, shownAmount, unless, type Case, type Finding } from './verification-case'

/** Caps are at most bases, so all of them are at most the bases that may pay. */
export const capacityTotalFinding = (presented: Case): Finding => {
  const { eligible, house, capacity } = presented.side.totals
  const charged = amountOf(eligible) + amountOf(house)
  const [caps, bases] = [
    shownAmount(amountOf(capacity), presented),
    shownAmount(charged, presented),
  ]
  return unless(
    amountOf(capacity) > charged
      ? `The caps of all claims add up to ${caps}, more than the bases that may pay, ${bases}.`
      : null,
    `The caps of all claims, ${caps}, are no more than the bases that may pay, ${bases}.`,
  )
}

/** No more is collected than the caps of the claims allow. */
export const capacityFinding = (presented: Case): Finding => {
  const { sharesContext, totals } = presented.side
  const [collected, capacity] = [amountOf(sharesContext.collected), amountOf(totals.capacity)]
  const most = shownAmount(capacity, presented)
  return unless(
    collected > capacity
      ? `${shownAmount(collected, presented)} are collected, the claims can bear ${most}.`
      : null,
    `No more is collected than the claims can bear, ${most}.`,
  )
}

/** Levies and residual are what is collected. */
export const collectedFinding = (presented: Case): Finding => {
  const { sharesContext, totals, residual } = presented.side
  const [collected, levied] = [amountOf(sharesContext.collected), amountOf(totals.levy)]
  const [all, paid] = [shownAmount(collected, presented), shownAmount(levied, presented)]
  const rest = shownAmount(amountOf(residual), presented)
  return unless(
    collected === levied + amountOf(residual)
      ? null
      : `${all} are collected, but the levies of ${paid} and the residual of ${rest} add up to another amount.`,
    `The levies of ${paid} and the residual of ${rest} are what is collected, ${all}.`,
  )
}

/** The residual is less than a unit a claim that may pay: no more than rounding leaves over. */
export const residualFinding = (presented: Case): Finding => {
  const { counts, residual } = presented.side
  const claims = amountOf(counts.eligible) + amountOf(counts.house)
  const units = amountOf(residual)
  return unless(
    units > 0n && units >= claims
      ? `The residual is ${units.toString()} minor units, expected fewer than the ${claims.toString()} claims that may pay.`
      : null,
    `The residual is ${units.toString()} minor units, less than one for each claim that may pay.`,
  )
}
