// An honest run whose statements tests check, and what they read of the outcome.
import { population } from '../allocation-population.example'
import { plainTerms } from '../allocation-terms'
import type { AccountPart, PublicSide } from './format'
import { publish, settle, type ExampleRun, type Settled } from './merkle-sum-tree.example'
import type { AccountCheck } from './verification'
import type { Presented } from './verification-case'

/** The names of the checks that failed. */
export const failing = (checks: readonly AccountCheck[]): string[] =>
  checks.filter(({ isPassed }) => !isPassed).map(({ name }) => name)

/** One statement of a run, as its reader presents it. */
export const presented = (
  run: ExampleRun,
  at = 0,
): Presented & { part: AccountPart; side: PublicSide } => {
  const statement = run.statements[at]
  if (!statement) throw new Error(`expected a statement at ${at}, got none`)
  const { part, typedAccount } = statement
  return { part, side: run.side, typedAccount }
}

/** Three claims under pro-rata without terms. */
export const plain = (): Settled =>
  settle({ claims: population([500n, 300n, 200n]), terms: plainTerms('pro-rata'), collected: 101n })

/** An honest run with other terms written into its schedule. */
export const scheduled = (terms: object): Presented & { part: AccountPart; side: PublicSide } => {
  const settled = plain()
  return presented(publish({ ...settled, schedule: { ...settled.schedule, ...terms } }))
}
