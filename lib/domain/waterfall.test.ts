// The layers of a loss add up to it, in their order, to the unit.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from './assert'
import { assertReconciled, collectedOf, runWaterfall } from './waterfall'

describe('runWaterfall', () => {
  it('draws on the fund, then on the operator, then on the winners', () => {
    const input = { grossLoss: 2319110448n, usableFund: 800000000n, topUp: 300000000n }
    expect(runWaterfall(input)).toEqual({
      grossLoss: 2319110448n,
      fundDraw: 800000000n,
      operatorDraw: 300000000n,
      toMutualise: 1219110448n,
    })
  })

  it('leaves the operator and the winners alone while the fund suffices', () => {
    expect(runWaterfall({ grossLoss: 5n, usableFund: 9n, topUp: 9n })).toEqual({
      grossLoss: 5n,
      fundDraw: 5n,
      operatorDraw: 0n,
      toMutualise: 0n,
    })
  })

  it('counts a fund below its floor as empty', () => {
    const run = runWaterfall({ grossLoss: 5n, usableFund: -3n, topUp: 1n })
    expect(run).toMatchObject({ fundDraw: 0n, operatorDraw: 1n, toMutualise: 4n })
  })

  it('refuses a negative loss or top-up', () => {
    expect(() => runWaterfall({ grossLoss: -1n, usableFund: 0n, topUp: 0n })).toThrow(Fault)
    expect(() => runWaterfall({ grossLoss: 1n, usableFund: 0n, topUp: -1n })).toThrow(Fault)
  })

  it('adds up to the loss, no layer negative', () => {
    const amount = fc.bigInt({ min: 0n, max: 2n ** 80n })
    fc.assert(
      fc.property(amount, amount, amount, (grossLoss, usableFund, topUp) => {
        const run = runWaterfall({ grossLoss, usableFund, topUp })
        const parts = { levied: run.toMutualise, residual: 0n, uncovered: 0n }
        expect(() => assertReconciled({ ...run, ...parts })).not.toThrow()
      }),
    )
  })
})

describe('assertReconciled', () => {
  const run = runWaterfall({ grossLoss: 10n, usableFund: 2n, topUp: 1n })

  it('accepts levies, residual and uncovered part that make up the rest', () => {
    const parts = { levied: 4n, residual: 1n, uncovered: 2n }
    expect(() => assertReconciled({ ...run, ...parts })).not.toThrow()
  })

  it('notices a single missing unit and a negative part', () => {
    const short = { levied: 4n, residual: 0n, uncovered: 2n }
    const negative = { levied: 8n, residual: -1n, uncovered: 0n }
    expect(() => assertReconciled({ ...run, ...short })).toThrow(Fault)
    expect(() => assertReconciled({ ...run, ...negative })).toThrow(Fault)
  })
})

describe('collectedOf', () => {
  it('takes off what is left uncovered, and always collects something', () => {
    const collected = (uncovered: bigint) => collectedOf({ toMutualise: 5n }, { uncovered })
    expect([0n, 4n, 5n, 6n, -1n].map(collected)).toEqual([5n, 1n, null, null, null])
  })
})
