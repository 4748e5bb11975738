// The port to the log's signer: what it signed last, and the next checkpoint.
import 'server-only'
import { bytesToHex } from '@noble/hashes/utils.js'
import * as z from 'zod'
import type { Database, Queryable } from '@/db/client'
import { hashesOf, insertCheckpoint, logHead, type LogHeadRow, newestCheckpoint } from '@/db/log'
import { assert } from '@/lib/domain/assert'
import { readCheckpoint } from '@/lib/domain/log-checkpoint'
import { parseVerifierKey } from '@/lib/domain/log-note'
import { consistencyNodes, foldProof } from '@/lib/domain/log-tree'
import { logFault } from './diagnostics'
import { env } from './env'
import { place } from './envelope'

const headJson = z.object({
  size: z.string().regex(/^(0|[1-9][0-9]{0,15})$/),
  root: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
})
export type SignerHead = { size: number; root: string | null }

const SECONDS = 5

const askSigner = (path: string, body?: unknown): Promise<Response> =>
  fetch(`${env().LOG_SIGNER_URL}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${env().LOG_SIGNER_TOKEN}`,
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // workerd knows no 'error'; an answer that leads elsewhere is not ok, and that is enough.
    redirect: 'manual',
    signal: AbortSignal.timeout(SECONDS * 1000),
  })

/** What the signer remembers; null when it does not answer. */
export const signerHead = async (): Promise<SignerHead | null> => {
  try {
    const response = await askSigner('/head')
    if (!response.ok) return null
    const { size, root } = headJson.parse(await response.json())
    return { size: Number(size), root }
  } catch (error) {
    logFault('log.signer-asked', '', error)
    return null
  }
}

/**
 * Has the newest state of the log signed and stores the checkpoint. Called after a commit, so that
 * nothing is signed that could be rolled back; what fails here is repeated by the next call.
 */
export const signNewest = async (database: Database): Promise<void> => {
  try {
    const note = await database.read((db) => newestUnsigned(db))
    if (note === null) return
    await database.transact((tx) => insertCheckpoint(tx, note))
  } catch (error) {
    logFault('log.checkpoint-signed', '', error)
  }
}

const newestUnsigned = async (db: Queryable): Promise<{ size: number; note: string } | null> => {
  const head = await logHead(db)
  const signed = await newestCheckpoint(db)
  if (head.size === 0 || signed?.size === head.size) return null
  const remembered = await signerHead()
  // Somebody else has had a larger log signed meanwhile, or the database is older: the next change tells.
  if (remembered === null || remembered.size > head.size) return null
  const response = await askSigner('/checkpoints', {
    origin: place().logOrigin,
    size: String(head.size),
    root: head.root,
    proof: await proofFrom(db, { from: remembered.size, to: head.size }),
  })
  if (!response.ok)
    throw new Error(`the signer answered ${response.status}: ${await sentenceOf(response)}`)
  const { note } = z.object({ note: z.string() }).parse(await response.json())
  assertSigned(note, head)
  return { size: head.size, note }
}

/** A signer that answers with anything but our log's state under our own keys is not believed. */
const assertSigned = (note: string, head: LogHeadRow): void => {
  const keys = env().LOG_KEYS.flatMap((vkey) => {
    const key = parseVerifierKey(vkey)
    return 'problem' in key ? [] : [key]
  })
  const read = readCheckpoint(note, { origin: place().logOrigin, keys })
  assert(!('problem' in read), 'expected a checkpoint under a key of the settings')
  const isOurs = read.size === head.size && bytesToHex(read.root) === head.root
  assert(isOurs, 'expected the checkpoint that was asked for')
}

const sentenceOf = async (response: Response): Promise<string> =>
  (await response.text()).slice(0, 300)

const proofFrom = async (db: Queryable, sizes: { from: number; to: number }): Promise<string[]> => {
  if (sizes.from === 0 || sizes.from === sizes.to) return []
  const nodes = consistencyNodes(sizes)
  return foldProof(nodes, await hashesOf(db, nodes.flat())).map(bytesToHex)
}
