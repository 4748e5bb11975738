// What one step of a repeated run says: the same, different, or not reached.
/** What is repeated of a run, in this order. */
export const REPRODUCTION_STEPS = [
  'envelope',
  'summary',
  'snapshot',
  'schedule',
  'levies',
  'totals',
  'distribution',
  'figures',
] as const
type ReproductionStep = (typeof REPRODUCTION_STEPS)[number]

/** `different`: what is shown is not what follows. `not-reached`: a step before it stops this one. */
export type ReproductionCheck = {
  step: ReproductionStep | 'table'
  outcome: 'same' | 'different' | 'not-reached'
  sentence: string
}

/** A step that gives what is shown. */
export const same = (step: ReproductionCheck['step'], sentence: string): ReproductionCheck => {
  return { step, outcome: 'same', sentence }
}
/** A step that gives something else than what is shown. */
export const different = (step: ReproductionCheck['step'], sentence: string): ReproductionCheck => {
  return { step, outcome: 'different', sentence }
}
