// The address of a new clawback says exactly which losses are chosen.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chosenLosses, writtenLosses } from './run-choice'

const open = ['LE-1', 'LE-2', 'LE-3', 'LE-4']

test('chooses every open loss where the address says nothing', () => {
  expect([...chosenLosses(open, { losses: null, without: null }, null)]).toEqual(open)
})

test('starts an edited run from the losses it had, as far as they are still open', () => {
  const chosen = chosenLosses(open, { losses: null, without: null }, ['LE-2', 'LE-9'])
  expect([...chosen]).toEqual(['LE-2'])
})

test('leaves out ids that are not open', () => {
  expect([...chosenLosses(open, { losses: 'LE-9,LE-4', without: null }, null)]).toEqual(['LE-4'])
})

test('reads back every choice that it wrote, for new and for edited runs', () => {
  const before = fc.option(fc.subarray(open))
  fc.assert(
    fc.property(fc.subarray(open), before, (chosen, had) => {
      const written = writtenLosses(open, new Set(chosen), had)
      expect([...chosenLosses(open, written, had)]).toEqual(chosen)
    }),
  )
})
