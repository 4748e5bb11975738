// The signed file with which one account checks its own levy: what stands in it, its bytes, its message.
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { SealedSchedule } from './allocation-schedule'
import { canonicalJson } from './canonical-json'
import { CLAIM_CLASSES } from './claim'
import {
  anything,
  decimal,
  hasShape,
  hex,
  list,
  name,
  oneOf,
  record,
  shapeProblem,
  text,
  either,
  type Shape,
} from './json-shape'
import type { ClaimInput } from './merkle-sum-tree/context'
import type {
  ChunkPart,
  ClaimsContext,
  ClassCounts,
  CutoffOpening,
  GroupMembers,
  SharesContext,
  Totals,
  TreeClaim,
} from './merkle-sum-tree/format'

/** Nothing longer is read as a statement. */
export const MAX_STATEMENT_BYTES = 2 * 1024 * 1024

/**
 * Version 1. Amounts are decimal strings of minor units, digests and salts 64 lower-case hex digits.
 * The two report members are null while the run is executed and not published. `inputs` are the
 * frozen lines that the claim adds up, ascending by account; `populationSalt` opens the digest of a
 * snapshot entry that hides its totals; `logEntries` are base64 of the exact bytes, in the order
 * statement-key, snapshot, proposal, execution, report (absent when not published); `logProofs` are
 * tlog-proofs in the same order, all with one checkpoint. Source: transparency.md §4.
 */
export type StatementFile = {
  v: 1
  type: 'statement'
  env: string
  logOrigin: string
  reportId: string
  reportVersion: string | null
  reportSha256: string | null
  account: string
  members?: GroupMembers
  claim: TreeClaim
  inputs: ClaimInput[]
  levy: string
  claimsContext: ClaimsContext
  sharesContext: SharesContext
  totals: Totals
  counts: ClassCounts
  residual: string
  populationSalt?: string
  chunks: ChunkPart[]
  cutoffOpening?: CutoffOpening
  logEntries: string[]
  logProofs: string[]
  signature: string
}

/**
 * What the statement key signs: "ballast/statement/v1" ‖ 00 ‖ SHA-256(JCS(statement without its
 * signature)). A signature that stands there already is left out. Source: transparency.md §4.
 */
export const statementMessage = (
  statement: Omit<StatementFile, 'signature'> & { signature?: string },
): Uint8Array => {
  const signed = Object.entries(statement).filter(([member]) => member !== 'signature')
  const text = canonicalJson(Object.fromEntries(signed))
  return concatBytes(utf8ToBytes('ballast/statement/v1\0'), sha256(utf8ToBytes(text)))
}

/** The file's text: its canonical JSON and nothing else, so that a statement has one form. */
export const statementFileText = (statement: StatementFile): string => canonicalJson(statement)

/** A name for the file that tells the run and nothing about the account. */
export const statementFileName = ({ reportId }: Pick<StatementFile, 'reportId'>): string =>
  `statement-${reportId.replace(/[^A-Za-z0-9._-]/g, '_')}.json`

/**
 * A statement whose members all have their kinds, or a sentence about the first that has not. The
 * integers, hashes and the schedule inside the account's part are text so far: `verifyAccount` refuses
 * them by name.
 */
export const readStatementFile = (
  value: unknown,
): { statement: StatementFile } | { problem: string } => {
  if (hasShape(value, STATEMENT)) return { statement: value }
  return { problem: shapeProblem(value, STATEMENT) ?? 'expected a statement' }
}

const MOST_ACCOUNTS = 10_000
const plain = text(/^\P{Cc}{0,256}$/u, 'text of at most 256 characters')
const amount = decimal(19)
const signed = text(/^(0|-?[1-9][0-9]{0,18})$/, 'a whole number of at most 19 digits')
// The size of the file bounds these.
const base64 = text(/^[A-Za-z0-9+/]+={0,2}$/, 'base64')

const path = list(record({ hash: plain, sums: list(plain, { most: 8 }) }), { most: 64 })
const place = { scheme: oneOf('LMST-1'), env: name(), logOrigin: name() }
const tree = { columns: list(plain, { most: 8 }), leafCount: plain, depth: plain }

const STATEMENT: Shape<StatementFile> = record(
  {
    v: oneOf(1),
    type: oneOf('statement'),
    env: name(),
    logOrigin: name(),
    reportId: name(),
    reportVersion: either(oneOf(null), name()),
    reportSha256: either(oneOf(null), hex()),
    account: name(),
    claim: record(
      {
        account: name(),
        class: oneOf(...CLAIM_CLASSES),
        base: plain,
        cap: plain,
        inputsDigest: plain,
      },
      { equity: plain, weight: plain, score: plain },
    ),
    inputs: list(record({ account: name(), base: amount }, { equity: signed, cap: amount }), {
      least: 1,
      most: MOST_ACCOUNTS,
    }),
    levy: plain,
    claimsContext: record({
      ...place,
      ...tree,
      snapshotId: name(),
      asset: name(),
      scale: text(/^[0-9]$/, 'a digit'),
      numeraire: name(),
      cutoff: name(),
      accounts: plain,
    }),
    sharesContext: record({
      ...place,
      ...tree,
      clawbackId: name(),
      revision: name(),
      claimsRoot: plain,
      policyDigest: plain,
      // The rule's own members are for `verifyAccount`, before anybody computes with them.
      schedule: anything as Shape<SealedSchedule>,
      collected: plain,
    }),
    totals: record({ eligible: plain, exempt: plain, house: plain, capacity: plain, levy: plain }),
    counts: record({ eligible: plain, exempt: plain, house: plain }),
    residual: plain,
    chunks: list(
      record({
        index: plain,
        chunk: plain,
        salt: plain,
        claims: record({ values: list(plain, { most: 8 }), path }),
        shares: record({ value: plain, path }),
      }),
      { most: 8 },
    ),
    logEntries: list(base64, { most: 8 }),
    logProofs: list(text(/^[^\0]{1,20000}$/, 'a log proof'), { most: 8 }),
    signature: base64,
  },
  {
    members: record({ salt: plain, ids: list(name(), { most: MOST_ACCOUNTS }) }),
    populationSalt: hex(),
    cutoffOpening: record({ account: plain, amount: plain, salt: plain }),
  },
)
