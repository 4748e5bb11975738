// The members of a published report that a verifier compares; what else stands there is for people.
import type { SealedSchedule } from './allocation-schedule'
import {
  anything,
  decimal,
  either,
  hasShape,
  hex,
  list,
  name,
  oneOf,
  record,
  shapeProblem,
  text,
  time,
  type Shape,
  type ShapeOf,
} from './json-shape'

type Members = Record<string, Shape<unknown>>

// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- empty is what is meant
type NoMembers = Record<never, Shape<unknown>>

/** An object that has the first members, any of the second in their form, and any others. */
export const including = <R extends Members, O extends Members = NoMembers>(
  required: R,
  optional?: O,
): Shape<
  { -readonly [M in keyof R]: ShapeOf<R[M]> } & { -readonly [M in keyof O]?: ShapeOf<O[M]> }
> => {
  const shapes = { ...required, ...optional }
  const closed = record(required, optional)
  return {
    problemOf: (value) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return closed.problemOf(value)
      }
      const known = Object.entries(value).filter(([member]) => Object.hasOwn(shapes, member))
      return closed.problemOf(Object.fromEntries(known))
    },
  }
}

const amount = decimal()
const classes = { eligible: amount, exempt: amount, house: amount }
const place = { env: name(), logOrigin: name(), leafCount: amount, depth: amount }

const REPORT = including({
  v: oneOf(1),
  type: oneOf('report'),
  id: name(),
  version: decimal(),
  env: name(),
  venue: name(),
  publishedAt: time,
  supersedes: either(oneOf(null), name()),
  asset: including({ code: name(), scale: text(/^[0-9]$/, 'a digit') }),
  numeraire: name(),
  run: including(
    { clawbackId: name(), revision: name(), runDigest: hex(), snapshotDigest: hex() },
    { snapshotId: name() },
  ),
  keyFigures: including({ grossLoss: amount, levied: amount }),
  waterfall: including({
    grossLoss: amount,
    fundDraw: amount,
    operatorDraw: amount,
    toMutualise: amount,
    levied: amount,
    residual: amount,
    uncovered: amount,
  }),
  rule: including({
    policy: including({ digest: hex() }),
    schedule: anything as Shape<SealedSchedule>,
  }),
  losses: list(including({ shortfall: amount })),
  trees: record({
    claimsContext: including({
      ...place,
      snapshotId: name(),
      asset: name(),
      scale: name(),
      numeraire: name(),
      accounts: amount,
    }),
    sharesContext: including({
      ...place,
      clawbackId: name(),
      revision: name(),
      claimsRoot: hex(),
      policyDigest: hex(),
      schedule: anything as Shape<SealedSchedule>,
      collected: amount,
    }),
    claimsRoot: hex(),
    sharesRoot: hex(),
    levied: amount,
    residual: amount,
    population: either(
      record({ digest: hex() }),
      record({ totals: record({ ...classes, capacity: amount }), counts: record(classes) }),
    ),
  }),
})

/** A report as far as it is verified; amounts are decimal strings of minor units. */
export type ReportFile = ShapeOf<typeof REPORT>

/** The report, or a sentence about the first member that is not as it should be. */
export const readReport = (value: unknown): { report: ReportFile } | { problem: string } =>
  hasShape(value, REPORT)
    ? { report: value }
    : { problem: shapeProblem(value, REPORT) ?? 'expected a report' }
