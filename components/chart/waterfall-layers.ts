// The layers of a loss as spans on one scale: from the gross loss down to zero, each paid by somebody.
import type { Money } from './portion'

export type WaterfallAmounts = {
  grossLoss: Money
  fundDraw: Money
  operatorDraw: Money
  toMutualise: Money
  levied: Money
  residual: Money
  uncovered: Money
}

export type LayerKey = keyof WaterfallAmounts

export type Layer = {
  key: LayerKey
  amount: bigint
  // The span it covers of [0, grossLoss].
  from: bigint
  to: bigint
  // A level is what is left to pay; a step pays a part of it.
  kind: 'level' | 'step'
  tone: 'ink' | 'venue' | 'venue-2' | 'neutral' | 'trader'
}

export const waterfallLayers = (amounts: WaterfallAmounts): Layer[] => {
  const gross = BigInt(amounts.grossLoss)
  const fund = BigInt(amounts.fundDraw)
  const operator = BigInt(amounts.operatorDraw)
  const shared = BigInt(amounts.toMutualise)
  const levied = BigInt(amounts.levied)
  const uncovered = BigInt(amounts.uncovered)
  const level = (key: LayerKey, to: bigint, tone: Layer['tone']): Layer => {
    return { key, amount: to, from: 0n, to, kind: 'level', tone }
  }
  const step = (key: LayerKey, span: [bigint, bigint], tone: Layer['tone']): Layer => {
    const [from, to] = span
    return { key, amount: to - from, from, to, kind: 'step', tone }
  }
  return [
    level('grossLoss', gross, 'ink'),
    step('fundDraw', [gross - fund, gross], 'venue'),
    step('operatorDraw', [gross - fund - operator, gross - fund], 'venue-2'),
    level('toMutualise', shared, 'neutral'),
    step('levied', [shared - levied, shared], 'trader'),
    step('residual', [uncovered, shared - levied], 'venue-2'),
    step('uncovered', [0n, uncovered], 'ink'),
  ]
}

export const layerNames: Record<LayerKey, string> = {
  grossLoss: 'Gross loss',
  fundDraw: 'Fund draw',
  operatorDraw: 'Operator draw',
  toMutualise: 'To mutualise',
  levied: 'Levied',
  residual: 'Rounding residual',
  uncovered: 'Uncovered',
}

export const fillOf: Record<Layer['tone'], string> = {
  ink: 'fill-ink',
  venue: 'fill-venue',
  'venue-2': 'fill-venue-2',
  neutral: 'fill-neutral',
  trader: 'fill-trader',
}
