// A whole run in memory for tests: population, trees, log, report, and anybody's signed statement.
import { getPublicKey, sign } from '@noble/ed25519'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { groupByOwner, pick } from './allocation-group'
import { leviesBy } from './allocation-levy'
import { solve } from './allocation-solve'
import { sealSchedule, type Schedule } from './allocation-schedule'
import { plainTerms, type Terms } from './allocation-terms'
import { encodeBase64 } from './base64'
import { canonicalJson, sha256Hex, taggedDigest } from './canonical-json'
import { compareAccounts, type Claim } from './claim'
import { EXAMPLE_ORIGIN, exampleKey, exampleLog, type ExampleLog } from './log-whole.example'
import { entryText, type LogEntry } from './log-entry'
import { committedClaim, populationSalt, type CommittedClaim } from './merkle-sum-tree/claim'
import { makeClaimsContext, makeSharesContext } from './merkle-sum-tree/context'
import type { ClassCounts, PublicSide, Totals } from './merkle-sum-tree/format'
import { buildClaimsTree, buildSharesTree, columnsOf, proveAccount } from './merkle-sum-tree/tree'
import { sum } from './money'
import { statementMessage, type StatementFile } from './statement-file'
import type { LogPins } from './verification-checkpoint'

const ENV = 'test'
const MASTER = hexToBytes('42'.repeat(32))
const STATEMENT_SEED = '02'.repeat(32)
const CUTOFF_SALT = '07'.repeat(32)
const SNAPSHOT_DIGEST = '1'.repeat(64)
const AT = '2026-11-22T12:00:00Z'

export type ExampleRun = {
  log: ExampleLog
  /** Canonical JSON of the published report, and its .tlog-proof. */
  report: string
  reportProof: string
  statementOf: (account: string) => StatementFile
}

type Options = {
  terms?: Terms
  claims?: readonly Claim[]
  isPublished?: boolean
  isPopulationHidden?: boolean
  clawbackId?: string
}

/** One run of the example population: 12 eligible claims, 2 of the house, an exempt one, an owner of three accounts. */
export const exampleRun = (options: Options = {}): ExampleRun => {
  const shared = sharedOut(options)
  const { isPublished = true } = options
  const report = canonicalJson(reportOf(shared))
  const entries = entriesOf(shared, { ...options, reportSha256: sha256Hex(report) })
  const log = exampleLog(entries.map(entryText))
  const indexes = [1, 3, 5, 6, ...(isPublished ? [7] : [])]
  const size = isPublished ? entries.length : 7
  return {
    log,
    report,
    reportProof: log.proofOf(7, entries.length),
    statementOf: (account) =>
      signedStatement({
        ...accountMembers(shared, account, options),
        reportVersion: isPublished ? '1' : null,
        reportSha256: isPublished ? sha256Hex(report) : null,
        logEntries: indexes.map((index) => encodeBase64(log.entries[index] ?? new Uint8Array())),
        logProofs: indexes.map((index) => log.proofOf(index, size)),
      }),
  }
}

/** The same statement under the signature of the statement key, or of another seed. */
export const signedStatement = (
  statement: Omit<StatementFile, 'signature'>,
  seed = STATEMENT_SEED,
): StatementFile => ({
  ...statement,
  signature: encodeBase64(sign(statementMessage(statement), hexToBytes(seed))),
})

export const EXAMPLE_PINS: LogPins = { origin: EXAMPLE_ORIGIN, keys: [exampleKey()], retired: [] }

const claim = (account: string, base: bigint, more: Partial<Claim> = {}): Claim => ({
  account,
  owner: null,
  class: 'eligible',
  base,
  ...{ equity: base * 3n, cap: null, weight: null, score: `${base % 7n}.5` },
  ...more,
})

export const EXAMPLE_CLAIMS: readonly Claim[] = [
  ...Array.from({ length: 9 }, (_, n) => claim(`A-${1001 + n}`, BigInt(n + 1) * 123_457n)),
  claim('B-1', 500_000n, { owner: 'owner-1', score: '3', equity: null }),
  claim('B-2', 250_001n, { owner: 'owner-1', score: '3' }),
  claim('B-3', 1n, { owner: 'owner-1', score: '3' }),
  claim('C-1', 900_000n, { cap: 30_000n }),
  claim('D-1', 700_000n, { equity: -5n }),
  claim('H-1', 1_000_000n, { class: 'house' }),
  claim('H-2', 333n, { class: 'house' }),
  claim('X-1', 2_000_000n, { class: 'exempt', score: null }),
]

const COLLECTED = 1_000_003n

type Shared = PublicSide & {
  clawbackId: string
  schedule: Schedule
  owned: { committed: CommittedClaim; levy: bigint }[]
  trees: {
    claimsTree: ReturnType<typeof buildClaimsTree>
    sharesTree: ReturnType<typeof buildSharesTree>
  }
}

const sharedOut = ({
  terms = plainTerms('pro-rata'),
  claims = EXAMPLE_CLAIMS,
  clawbackId = 'CB-2026-001',
}: Options): Shared => {
  const ordered = [...claims].sort((a, b) => compareAccounts(a.account, b.account))
  const groups = groupByOwner(ordered)
  const chargeable = groups.map((group) => group.claim)
  const schedule = solve(chargeable, { ...terms, collected: COLLECTED })
  const levyOf = leviesBy(schedule)
  const owned = groups.map((group) => ({
    committed: committedClaim(pick(ordered, group.members), MASTER),
    levy: levyOf(group.claim),
  }))
  const committed = owned.map(({ committed: { claim: own } }) => own)
  const claimsContext = makeClaimsContext({
    ...{ env: ENV, logOrigin: EXAMPLE_ORIGIN, snapshotId: 'S-1', asset: 'USDT', scale: 2 },
    ...{ numeraire: 'profit', cutoff: '2026-11-21T21:40:00Z', accounts: owned.length },
  })
  const claimsTree = buildClaimsTree({ master: MASTER, context: claimsContext, claims: committed })
  const claimsRoot = bytesToHex(claimsTree.root)
  const sharesContext = makeSharesContext({
    ...{ claimsContext, claimsRoot, clawbackId, revision: 1, policyDigest: 'aa'.repeat(32) },
    schedule: sealSchedule(schedule, CUTOFF_SALT),
    collected: COLLECTED,
  })
  const levies = new Map(owned.map(({ committed: own, levy }) => [own.claim.account, levy]))
  const sharesTree = buildSharesTree({ claimsTree, context: sharesContext, levies })
  const levied = sum(levies.values())
  return {
    ...{ clawbackId, schedule, owned, trees: { claimsTree, sharesTree }, claimsContext },
    ...{ sharesContext, claimsRoot, sharesRoot: bytesToHex(sharesTree.root) },
    totals: totalsOf(owned, levied),
    counts: countsOf(owned),
    residual: (COLLECTED - levied).toString(),
  }
}

const totalsOf = (owned: Shared['owned'], levied: bigint): Totals => {
  const columns = owned.map(({ committed }) => columnsOf(committed.claim))
  const [eligible = 0n, exempt = 0n, house = 0n, capacity = 0n] = [0, 1, 2, 3].map((column) =>
    sum(columns.map((values) => values[column] ?? 0n)),
  )
  return {
    eligible: eligible.toString(),
    exempt: exempt.toString(),
    house: house.toString(),
    capacity: capacity.toString(),
    levy: levied.toString(),
  }
}

const countsOf = (owned: Shared['owned']): ClassCounts => {
  const count = (name: string) =>
    owned.filter(({ committed }) => committed.claim.class === name).length.toString()
  return { eligible: count('eligible'), exempt: count('exempt'), house: count('house') }
}

const runDigestOf = ({ clawbackId }: Shared): string => sha256Hex(clawbackId)

const openPopulation = ({ totals, counts }: Shared) => {
  const { eligible, exempt, house, capacity } = totals
  return { totals: { eligible, exempt, house, capacity }, counts }
}

const populationOf = (shared: Shared, { isPopulationHidden = true }: Options) =>
  isPopulationHidden
    ? {
        digest: taggedDigest('ballast/population/v1', {
          salt: populationSalt(MASTER),
          value: openPopulation(shared),
        }),
      }
    : openPopulation(shared)

const reportOf = (shared: Shared) => {
  const { clawbackId, totals, residual, claimsContext, sharesContext, sharesRoot } = shared
  const { claimsRoot } = shared
  return {
    ...{ v: 1, type: 'report', id: clawbackId, version: '1', env: ENV, venue: 'Test venue' },
    ...{ publishedAt: AT, supersedes: null, asset: { code: 'USDT', scale: '2' } },
    numeraire: claimsContext.numeraire,
    run: {
      ...{ clawbackId, revision: '1', runDigest: runDigestOf(shared) },
      snapshotDigest: SNAPSHOT_DIGEST,
    },
    keyFigures: { grossLoss: '1500003', levied: totals.levy },
    waterfall: {
      ...{ grossLoss: '1500003', fundDraw: '400000', operatorDraw: '100000' },
      ...{ toMutualise: COLLECTED.toString(), levied: totals.levy, residual, uncovered: '0' },
    },
    rule: {
      policy: { digest: sharesContext.policyDigest },
      schedule: sharesContext.schedule,
    },
    losses: [{ shortfall: '1500000' }, { shortfall: '3' }],
    trees: {
      ...{ claimsContext, sharesContext, claimsRoot, sharesRoot, levied: totals.levy, residual },
      population: openPopulation(shared),
    },
  }
}

const entriesOf = (shared: Shared, options: Options & { reportSha256: string }): LogEntry[] => {
  const { clawbackId, claimsRoot, sharesRoot, claimsContext } = shared
  const runDigest = runDigestOf(shared)
  const head = { v: 1, at: AT } as const
  const publicKey = bytesToHex(getPublicKey(hexToBytes(STATEMENT_SEED)))
  const daily: LogEntry = {
    ...{ ...head, type: 'fund-daily', fundId: 'usdt-linear', fundName: 'USDT linear' },
    ...{ asset: 'USDT', scale: '2', day: '2026-11-22', balance: '1000000', floor: '0' },
  }
  return [
    {
      ...{ ...head, type: 'genesis', env: ENV, logOrigin: EXAMPLE_ORIGIN },
      ...{ origin: 'https://console.example.com', rpId: 'console.example.com' },
      policies: [],
      officers: [],
    },
    { ...head, type: 'statement-key', publicKey, status: 'active' },
    { ...head, type: 'log-key', vkey: exampleKey(), status: 'active' },
    {
      ...{ ...head, type: 'snapshot', snapshotId: 'S-1', snapshotDigest: SNAPSHOT_DIGEST },
      ...{ cutoff: claimsContext.cutoff, claimsRoot },
      population: populationOf(shared, options),
    },
    daily,
    {
      ...{ ...head, type: 'proposal', clawbackId, revision: '1', runDigest, sharesRoot },
      ...{ lossEventsDigest: '3'.repeat(64), lossEvents: '2', snapshotIndex: '3' },
    },
    {
      ...{ ...head, type: 'execution', clawbackId, revision: '1', runDigest },
      ...{ proposalIndex: '5', decisions: ['4'.repeat(64), '5'.repeat(64)] },
    },
    {
      ...{ ...head, type: 'report', id: clawbackId, version: '1', runDigest },
      ...{ sha256: options.reportSha256, claimsRoot, sharesRoot, supersedes: null },
    },
    daily,
  ]
}

const accountMembers = (
  shared: Shared,
  account: string,
  options: Options,
): Omit<
  StatementFile,
  'reportVersion' | 'reportSha256' | 'logEntries' | 'logProofs' | 'signature'
> => {
  const found = shared.owned.find(({ committed: { inputs } }) =>
    inputs.some((input) => input.account === account),
  )
  if (found === undefined) throw new Error(`no claim of ${account}`)
  const { claim: own, inputs, members } = found.committed
  const { claimsContext, sharesContext, totals, counts, residual, schedule, clawbackId } = shared
  return {
    ...{ v: 1, type: 'statement', env: ENV, logOrigin: EXAMPLE_ORIGIN, reportId: clawbackId },
    ...{ account: own.account, claim: own, inputs, levy: found.levy.toString() },
    ...(members === undefined ? {} : { members }),
    ...{ claimsContext, sharesContext, totals, counts, residual },
    ...(options.isPopulationHidden === false ? {} : { populationSalt: populationSalt(MASTER) }),
    chunks: proveAccount({ ...shared.trees, account: own.account }),
    ...(schedule.cutoff === undefined
      ? {}
      : { cutoffOpening: { ...schedule.cutoff, salt: CUTOFF_SALT } }),
  }
}
