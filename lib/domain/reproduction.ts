// A run computed a second time, from the frozen claims and the signed envelope, and held against what a page shows.
import { allocate, type Allocation } from './allocation'
import type { AllocationFigures, TierFigures } from './allocation-figures'
import { limitsFromJson } from './allocation-limits'
import type { Schedule } from './allocation-schedule'
import { termsProblems, type Terms } from './allocation-terms'
import { sha256Hex } from './canonical-json'
import { parseCanonicalLine, SNAPSHOT_HEADER, type Claim } from './claim'
import { readCanonicalJson } from './json-reading'
import { distributionCheck, metricsCheck, scheduleCheck, totalsCheck } from './reproduction-figures'
import { different, REPRODUCTION_STEPS, same, type ReproductionCheck } from './reproduction-check'
import { leviesCheck } from './reproduction-levies'
import { fingerprint, renderSummary, subjectDigest, type Envelope } from './signoff'

/** What a page shows of a run. Amounts are decimal strings of minor units. */
export type ShownRun = {
  subjectDigest: string
  fingerprint: string
  summary: string
  snapshotDigest: string
  schedule: Schedule
  waterfall: Record<
    | 'grossLoss'
    | 'fundDraw'
    | 'operatorDraw'
    | 'toMutualise'
    | 'collected'
    | 'levied'
    | 'residual'
    | 'uncovered',
    string
  >
  capacity: string
  chargedBase: string
  metrics: AllocationFigures
  distribution: readonly TierFigures[]
}

/** The run as it follows from claims and envelope: `allocation.levies[i]` belongs to `claims[i]`. */
export type Recomputed = {
  envelope: Envelope
  claims: readonly Claim[]
  allocation: Allocation
}

/** One check a step, in the order of REPRODUCTION_STEPS; `run` is null where a step stopped the rest. */
export type Reproduction = { checks: ReproductionCheck[]; run: Recomputed | null }

/**
 * Repeats a run. `envelope` is the signed text, `snapshot` the canonical snapshot's bytes, `levies`
 * lines "account,base,levy" in minor units as they are stored. Nothing is rounded but as the rule
 * says; every comparison is to the unit. Stops at an envelope or a snapshot that is not the signed
 * one, because nothing follows from another. What it cannot see: the roots of the trees, which need
 * secrets, and the salted digest of the marginal account.
 * Refuses (Fault) a snapshot of the signed digest that is no canonical text.
 * Source: signoff.md §4.
 */
export const reproduce = (given: {
  envelope: string
  snapshot: Uint8Array
  levies: string
  shown: ShownRun
}): Reproduction => {
  const { shown } = given
  const read = readEnvelope(given.envelope, shown)
  if (read.envelope === null) return stopped([read.check])
  const { envelope } = read
  const checks = [read.check, summaryCheck(envelope, shown), snapshotCheck(envelope, given)]
  if (checks.at(-1)?.outcome === 'different') return stopped(checks)
  const claims = claimsIn(given.snapshot)
  const allocation = allocated(envelope, claims)
  if ('problem' in allocation)
    return stopped([...checks, different('schedule', allocation.problem)])
  const run = { envelope, claims, allocation }
  return {
    run,
    checks: [
      ...checks,
      scheduleCheck(run, shown),
      leviesCheck(run, given.levies),
      totalsCheck(run, shown),
      distributionCheck(run, shown),
      metricsCheck(run, shown),
    ],
  }
}

const stopped = (checks: ReproductionCheck[]): Reproduction => {
  const left = REPRODUCTION_STEPS.slice(checks.length).map((step): ReproductionCheck => {
    return { step, outcome: 'not-reached', sentence: 'Not reached: a step before it fails.' }
  })
  return { run: null, checks: [...checks, ...left] }
}

const readEnvelope = (
  text: string,
  shown: ShownRun,
): { envelope: Envelope | null; check: ReproductionCheck } => {
  const reading = readCanonicalJson(text)
  const refused = (sentence: string) => ({ envelope: null, check: different('envelope', sentence) })
  if ('problem' in reading) return refused(`The envelope cannot be read: ${reading.problem}.`)
  const envelope = reading.value as unknown as Envelope
  const digest = subjectDigest(envelope)
  if (digest !== shown.subjectDigest)
    return refused('The envelope has another digest than the one that the page shows.')
  if (fingerprint(digest) !== shown.fingerprint)
    return refused(`The envelope’s fingerprint is ${fingerprint(digest)}; the page shows another.`)
  const sentence = 'Digest and fingerprint, computed here from the envelope, are those shown.'
  return { envelope, check: same('envelope', sentence) }
}

const summaryCheck = (envelope: Envelope, shown: ShownRun): ReproductionCheck =>
  renderSummary(envelope) === shown.summary
    ? same('summary', 'The plain summary is what the envelope says, word for word.')
    : different('summary', 'The plain summary is not what the envelope says.')

const snapshotCheck = (
  { inputs }: Envelope,
  { snapshot, shown }: { snapshot: Uint8Array; shown: ShownRun },
): ReproductionCheck => {
  if (sha256Hex(snapshot) !== inputs.snapshotDigest)
    return different('snapshot', 'The claims are not those whose digest the envelope names.')
  if (shown.snapshotDigest !== inputs.snapshotDigest)
    return different('snapshot', 'The page shows another snapshot digest than the envelope names.')
  return same('snapshot', 'The claims, hashed here, have the digest that the envelope names.')
}

const claimsIn = (snapshot: Uint8Array): Claim[] =>
  new TextDecoder()
    .decode(snapshot)
    .split('\n')
    .filter((line) => line !== '' && line !== SNAPSHOT_HEADER && !line.startsWith('# salt '))
    .map(parseCanonicalLine)

const allocated = (
  { policy, result }: Envelope,
  claims: readonly Claim[],
): Allocation | { problem: string } => {
  const { rule, rounding } = result.schedule
  const terms: Terms = { rule, rounding, limits: limitsFromJson(policy.terms.limits) }
  if (termsProblems(claims, terms).length > 0)
    return { problem: 'The rule cannot be applied to these claims.' }
  const allocation = allocate(claims, { ...terms, collected: BigInt(result.collected) })
  return allocation.kind === 'infeasible'
    ? { problem: 'The claims cannot bear what the envelope collects.' }
    : allocation
}
