// Assembles signed statements of an executed run: one claim's places in both trees, and the log around them.
import 'server-only'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { Queryable } from '@/db/client'
import { readHashes } from '@/db/log'
import { openSecret } from '@/db/secret'
import { type AboveNode, statementParts, type StatementRun, statementRunFor } from '@/db/statement'
import { type HeldClaim, heldClaims, unpackPieces } from '@/db/tree-leaf'
import { assert } from '@/lib/domain/assert'
import { decodeBase64, encodeBase64 } from '@/lib/domain/base64'
import { type Refusal, refuse } from '@/lib/domain/refusal'
import { formatLogProof } from '@/lib/domain/log-proof'
import {
  foldProof,
  type HashOf,
  inclusionNodes,
  leafHash,
  type NodeAddress,
  verifyInclusion,
} from '@/lib/domain/log-tree'
import { populationSalt } from '@/lib/domain/merkle-sum-tree/claim'
import type { ChunkPart, CutoffOpening } from '@/lib/domain/merkle-sum-tree/format'
import { accountSecret, leafPosition } from '@/lib/domain/merkle-sum-tree/secret'
import { verifyAccount } from '@/lib/domain/merkle-sum-tree/verification'
import { FEWEST_ACCOUNTS } from '@/lib/domain/report'
import { cutoffOpening } from '@/lib/domain/statement'
import { type StatementFile, statementMessage } from '@/lib/domain/statement-file'
import { scheduleJson } from '@/lib/wire/allocation'
import { env } from './env'
import { place } from './envelope'
import { notSignedYet } from './log'
import { chunkParts, hashAgain } from './statement-proof'
import { signStatement, statementPublicKey } from './statement-signature'

/** A run with its opened secret, all of whose entries stand in a signed log. */
export type ReadyRun = StatementRun & { master: Uint8Array; checkpoint: Checkpoint }
type Checkpoint = NonNullable<StatementRun['checkpoint']>

export const unknownAccount = (account: string, clawbackId: string) =>
  refuse(
    'unknown',
    `Account ${account} is not in the scope of ${clawbackId}. Check the characters; case matters.`,
  )

export const noStatements = (clawbackId: string) =>
  refuse(
    'unknown',
    `There are no statements of ${clawbackId}: a run has them once it is executed, and once its report is published where at least ${FEWEST_ACCOUNTS} accounts are charged.`,
  )

/** The signed statement of one account, and what its claim is made of. Two round trips. */
export const statementFor = async (
  db: Queryable,
  about: { clawbackId: string; account: string },
): Promise<{ file: StatementFile; run: ReadyRun; held: HeldClaim } | Refusal> => {
  const statementKey = await statementPublicKey()
  const found = await statementRunFor(db, { ...about, statementKey })
  const run = await readyRun(found, about.clawbackId)
  if ('kind' in run) return run
  const held = [...heldClaims(found?.lines ?? '', run.master).values()][0]
  if (!held) return unknownAccount(about.account, about.clawbackId)
  const { claim } = held
  const secret = accountSecret(run.master, claim.account)
  const positions = [0, 1].map((chunk) => bytesToHex(leafPosition(secret, chunk)))
  const parts = await statementParts(db, { run, positions, nodes: proofNodes(run) })
  assert(parts !== undefined, 'expected the parts of a statement, got none')
  const pieces = unpackPieces(parts, run.master).map((piece) =>
    hashAgain(run, piece, {
      claims: nodesAbove(parts.claimsAbove, piece),
      shares: nodesAbove(parts.sharesAbove, piece),
    }),
  )
  const chunks = chunkParts(pieces, { account: claim.account, master: run.master })
  const logProofs = proofsOf(run, readHashes(parts.hashes))
  return { file: await signedFile(run, { held, chunks, logProofs }), run, held }
}

const nodesAbove = (nodes: readonly AboveNode[] | null, { piece }: { piece: number }) =>
  (nodes ?? []).filter((node) => node.piece === piece).map(({ node }) => hexToBytes(node))

/** Refused while the run is not executed, not published, or not yet in a signed checkpoint. */
export const readyRun = async (
  found: StatementRun | undefined,
  clawbackId: string,
): Promise<ReadyRun | Refusal> => {
  if (!found || (found.report === null && found.accountsCharged >= FEWEST_ACCOUNTS))
    return noStatements(clawbackId)
  const { checkpoint, entries, sealed, snapshotId } = found
  const isSigned = checkpoint && entries.every(({ index }) => index < checkpoint.size)
  if (!isSigned) return notSignedYet
  const master = await openSecret(sealed, { key: env().SECRETS_KEY, about: snapshotId })
  return { ...found, checkpoint, master }
}

export const proofNodes = (run: ReadyRun): NodeAddress[] =>
  run.entries.flatMap(({ index }) => inclusionNodes({ index, size: run.checkpoint.size }).flat())

/** Proofs of every entry's place; refuses (Fault) entries that are not in the signed tree as they stand. */
export const proofsOf = ({ entries, checkpoint }: ReadyRun, hashOf: HashOf): string[] => {
  const { size, note } = checkpoint
  const root = decodeBase64(note.split('\n')[2] ?? '')
  return entries.map(({ index, body }) => {
    const proof = foldProof(inclusionNodes({ index, size }), hashOf)
    const leaf = leafHash(new TextEncoder().encode(body))
    const isThere = root !== null && verifyInclusion({ index, size, leaf, proof, root })
    assert(isThere, `expected entry ${index} in the signed log as it stands`)
    return formatLogProof({ index, proof, checkpoint: note })
  })
}

type Proven = { held: HeldClaim; chunks: ChunkPart[]; logProofs: string[] }

export const signedFile = async (
  run: ReadyRun,
  { held, chunks, logProofs }: Proven,
): Promise<StatementFile> => {
  const { env: name, logOrigin } = place()
  const { claim, inputs, members, levy } = held
  const opening = openingFor(run, held)
  const unsigned = {
    v: 1 as const,
    type: 'statement' as const,
    env: name,
    logOrigin,
    reportId: run.clawbackId,
    reportVersion: run.report && String(run.report.version),
    reportSha256: run.report && run.report.sha256,
    account: claim.account,
    ...(members === undefined ? {} : { members }),
    claim,
    inputs,
    levy: levy.toString(),
    claimsContext: run.claimsContext,
    sharesContext: run.sharesContext,
    totals: { ...run.totals, levy: run.levied },
    counts: run.counts,
    residual: run.residual,
    ...(hidesPopulation(run) ? { populationSalt: populationSalt(run.master) } : {}),
    chunks,
    ...(opening === null ? {} : { cutoffOpening: opening }),
    logEntries: run.entries.map(({ body }) => encodeBase64(new TextEncoder().encode(body))),
    logProofs,
  }
  assertHolds(run, unsigned)
  return { ...unsigned, signature: await signStatement(statementMessage(unsigned)) }
}

/** A signed statement that fails would be evidence against us: none is signed that a verifier refuses. */
const assertHolds = (run: ReadyRun, file: Omit<StatementFile, 'signature'>): void => {
  const entryOf = (type: string) =>
    JSON.parse(run.entries.find((entry) => entry.type === type)?.body ?? '{}') as {
      claimsRoot?: string
      sharesRoot?: string
    }
  const { account, members, claim, levy, chunks, cutoffOpening } = file
  const part = {
    ...{ account, claim, levy, chunks },
    ...(members === undefined ? {} : { members }),
    ...(cutoffOpening === undefined ? {} : { cutoffOpening }),
  }
  const side = {
    claimsContext: file.claimsContext,
    sharesContext: file.sharesContext,
    claimsRoot: entryOf('snapshot').claimsRoot,
    sharesRoot: entryOf('proposal').sharesRoot,
    totals: file.totals,
    counts: file.counts,
    residual: file.residual,
  }
  const typedAccount = members?.ids[0] ?? account
  const failed = verifyAccount({ part, side, typedAccount }).find(({ isPassed }) => !isPassed)
  assert(failed === undefined, `expected a statement that holds, but ${failed?.name} fails`)
}

/** Laid open for whoever ties with the edge of the run, and only for him. */
const openingFor = (run: ReadyRun, { claims }: HeldClaim): CutoffOpening | null =>
  cutoffOpening({
    schedule: scheduleJson.parse(run.schedule),
    salt: run.cutoffSalt,
    claims,
  })

const hidesPopulation = ({ entries }: ReadyRun): boolean => {
  const body = entries.find(({ type }) => type === 'snapshot')?.body ?? '{}'
  const { population } = JSON.parse(body) as { population?: object }
  return population !== undefined && 'digest' in population
}
