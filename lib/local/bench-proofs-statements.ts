// Statements over HTTP, one at a time and many at once, each verified; and what one of them is made of.
import { openDatabase } from '@/db/client'
import { openSecret } from '@/db/secret'
import { hashedPiece } from '@/db/shares-tree'
import { statementParts, type StatementRun, statementRunFor } from '@/db/statement'
import { heldClaims, unpackPieces } from '@/db/tree-leaf'
import { accountSecret, leafPosition } from '@/lib/domain/merkle-sum-tree/secret'
import { verifyFiles } from '@/lib/domain/verification'
import { isAccepted } from '@/lib/domain/verification-check'
import { digestOf, bytesOf, load, tellLoad } from './bench-proofs-load'
import { accountName, type Environment, openVenue, type ProofsRun } from './bench-proofs-run'
import { signIn } from './bench-officer'
import { tell } from './measurement'
import type { Stack } from './stack'

const LOADS = [
  { readers: 32, requests: 640 },
  { readers: 1, requests: 100 },
]
const VERIFIED = 32

/** A run of so many accounts under both loads; answers one of the statements. */
export const benchStatements = async (
  stack: Stack,
  { clawbackId, size }: ProofsRun & { size: number },
): Promise<string> => {
  const headers = await publisherHeaders(stack)
  const address = `${stack.origin}/api/clawbacks/${clawbackId}/statements`
  const decoder = new TextDecoder()
  const ask = async (request: number) => {
    const body = JSON.stringify({ account: accountName(picked(request, size)) })
    const key = { 'idempotency-key': crypto.randomUUID() }
    const init = { method: 'POST', headers: { ...headers, ...key }, body }
    return decoder.decode(await bytesOf(address, init))
  }
  await load({ readers: 4, requests: 20 }, ask)
  let sample = ''
  for (const { readers, requests } of LOADS) {
    const before = stack.roundTrips()
    const { answers, ...done } = await load({ readers, requests }, ask)
    const roundTrips = Math.round(((stack.roundTrips() - before) / requests) * 100) / 100
    refuseUnverified(answers, stack.env)
    const checksum = digestOf(answers.map(saidOf))
    const name = `statement over HTTP, ${readers} reading at once, the session's round trip included`
    tellLoad(done, { name, size, checksum, roundTrips })
    sample = answers[1] ?? ''
    const values = answers.map((answer) => answer.length)
    if (readers === 1) tell({ name: 'statement', size, unit: 'bytes', values, checksum })
  }
  return sample
}

/** Spread over all accounts, groups among them. */
const picked = (request: number, size: number): number =>
  request % 16 === 0 ? (request * 7) % 4_000 : (request * 2_654_435_761) % size

/** Cookies and headers of somebody who may ask for any statement. */
export const publisherHeaders = async (stack: Stack): Promise<Record<string, string>> => {
  const { context } = await signIn(stack, 'publisher')
  const { cookies } = await context.storageState()
  return {
    cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
    origin: stack.origin,
    'content-type': 'application/json',
  }
}

/** What does not depend on salts and keys of this run. */
const saidOf = (text: string): string => {
  const { inputs, levy } = inputsOf(text)
  return JSON.stringify({ inputs, levy })
}

export const refuseUnverified = (statements: readonly string[], env: Environment): void => {
  const every = Math.max(1, Math.floor(statements.length / VERIFIED))
  statements.forEach((text, place) => {
    if (place % every !== 0) return
    const files = [{ name: 'statement.json', bytes: new TextEncoder().encode(text) }]
    const [verified] = verifyFiles(files, readerOf(env, text))
    if (verified && isAccepted(verified)) return
    const failed = verified?.checks.filter(({ isPassed }) => !isPassed)
    throw new Error(`expected a statement that verifies: ${JSON.stringify(failed)}`)
  })
}

/** Whoever checks a statement knows his account, and origin and keys of the log. */
export const readerOf = (env: Environment, text: string) => ({
  pins: {
    origin: `${new URL(env['PUBLIC_ORIGIN'] ?? '').host}/log`,
    keys: env['LOG_KEYS']?.split(',') ?? [],
    retired: [],
  },
  account: inputsOf(text).inputs[0]?.account ?? null,
  kept: null,
})

const inputsOf = (text: string) =>
  JSON.parse(text) as { inputs: { account: string }[]; levy: string }

const ROUNDS = 40

/** The two queries of a statement and the work between them, one after the other and without HTTP. */
export const benchStatementParts = async (
  { env }: Stack,
  { clawbackId, size }: ProofsRun & { size: number },
): Promise<void> => {
  const { book } = await openVenue(env)
  const database = openDatabase({
    url: env['DATABASE_URL'] ?? '',
    localEndpoint: env['NEON_LOCAL_ENDPOINT'],
  })
  const taken = new Map<string, number[]>()
  const time = async <Answer>(name: string, work: () => Promise<Answer> | Answer) => {
    const began = performance.now()
    const answer = await work()
    taken.set(name, [...(taken.get(name) ?? []), performance.now() - began])
    return answer
  }
  const made: string[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const about = { clawbackId, account: accountName(picked(round, size)) }
    const key = { ...about, statementKey: book.statementKey }
    made.push(
      await database.read((db) => partsOf(db, { key, secretsKey: env['SECRETS_KEY'] ?? '', time })),
    )
  }
  const checksum = digestOf(made)
  for (const [name, values] of taken) {
    tell({ name: `statement: ${name}`, size, unit: 'ms', values: values.slice(5), checksum })
  }
}

type Time = <Answer>(name: string, work: () => Promise<Answer> | Answer) => Promise<Answer>
type Key = { clawbackId: string; account: string; statementKey: string }

const partsOf = async (
  db: Parameters<typeof statementRunFor>[0],
  { key, secretsKey, time }: { key: Key; secretsKey: string; time: Time },
): Promise<string> => {
  const run = await time('query of its run', () => statementRunFor(db, key))
  if (!run) throw new Error('expected an executed run, got none')
  const master = await openSecret(run.sealed, { key: secretsKey, about: run.snapshotId })
  const [claim] = heldClaims(run.lines, master).values()
  const secret = accountSecret(master, claim?.claim.account ?? '')
  const positions = [0, 1].map((chunk) => hexOf(leafPosition(secret, chunk)))
  const parts = await time('query of its two pieces', () =>
    statementParts(db, { run, positions, nodes: [] }),
  )
  if (!parts) throw new Error('expected two pieces, got none')
  const pieces = await time('claims of its two pieces', () => unpackPieces(parts, master))
  const tops = await time('hashing its two pieces', () => hashedTops(run, { master, pieces }))
  return tops.join('')
}

const hashedTops = (
  { claimsContext: context, sharesContext }: StatementRun,
  { master, pieces }: { master: Uint8Array; pieces: ReturnType<typeof unpackPieces> },
): string[] =>
  pieces.map((piece) => {
    const tree = { claimsTree: { context, master }, context: sharesContext }
    return hexOf(hashedPiece(tree, piece).claims.at(-1) ?? new Uint8Array())
  })

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
