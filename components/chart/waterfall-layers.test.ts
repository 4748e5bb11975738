// The drawn steps tile the whole loss: no gap and no overlap, whoever pays.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { waterfallLayers } from './waterfall-layers'

const amount = fc.bigInt({ min: 0n, max: 2n ** 60n })

test('steps run from the gross loss down to zero without gap or overlap', () => {
  fc.assert(
    fc.property(fc.tuple(amount, amount, amount, amount, amount), (parts) => {
      const [fundDraw, operatorDraw, levied, residual, uncovered] = parts
      const toMutualise = levied + residual + uncovered
      const grossLoss = fundDraw + operatorDraw + toMutualise
      const paid = { fundDraw, operatorDraw, levied, residual, uncovered }
      const layers = waterfallLayers({ grossLoss, toMutualise, ...paid })
      const steps = layers.filter(({ kind }) => kind === 'step')
      let level = grossLoss
      for (const step of steps) {
        expect(step.to).toBe(level)
        level = step.from
      }
      expect(level).toBe(0n)
    }),
  )
})
