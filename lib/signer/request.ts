// What a request to the signer must bring: its token, and a small body of the right form.
import { sha256Hex } from '@/lib/domain/canonical-json'
import type { CheckpointRequest } from '@/lib/domain/log-signer'
import { readHash, readSize } from './head'

// A proof has at most two hashes a level, so this is ten times what a request can need.
const MAX_BYTES = 64 * 1024

export const isAllowed = (request: Request, token: string): boolean =>
  isEqual(request.headers.get('authorization') ?? '', `Bearer ${token}`)

/** In the same time wherever they differ: digests have one length, and all of it is compared. */
const isEqual = (one: string, other: string): boolean => {
  const [left, right] = [sha256Hex(one), sha256Hex(other)]
  let difference = 0
  for (let at = 0; at < left.length; at += 1)
    difference |= left.charCodeAt(at) ^ right.charCodeAt(at)
  return difference === 0
}

type Problem = { status: 400 | 413; problem: string }

/** Reads `{origin, size, root, proof}`; only the form is looked at here. */
export const readRequest = async (
  request: Request,
): Promise<{ asked: CheckpointRequest } | Problem> => {
  const text = await readText(request)
  if (text === null) return { status: 413, problem: `Expected at most ${MAX_BYTES} bytes.` }
  const { origin, size, root, proof } = parseObject(text)
  const [count, bytes] = [readSize(size), readHash(root)]
  const hashes = Array.isArray(proof) ? proof.map(readHash) : [null]
  if (typeof origin !== 'string' || count === null || bytes === null || !isComplete(hashes)) {
    const problem =
      'Expected {origin, size, root, proof}: decimal size, hashes of 64 hexadecimal digits.'
    return { status: 400, problem }
  }
  return { asked: { origin, size: count, root: bytes, proof: hashes } }
}

const isComplete = (hashes: (Uint8Array | null)[]): hashes is Uint8Array[] => !hashes.includes(null)

const readText = async (request: Request): Promise<string | null> => {
  const decoder = new TextDecoder()
  let [text, size] = ['', 0]
  const body: AsyncIterable<Uint8Array> | Uint8Array[] = request.body ?? []
  for await (const chunk of body) {
    size += chunk.length
    if (size > MAX_BYTES) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

const parseObject = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    // Text that is no JSON has none of the members, and is told which are expected.
    return {}
  }
}
