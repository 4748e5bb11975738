// Proofs that travel alone (C2SP tlog-proof): an entry's index, its path, and the checkpoint it leads to.
import { quoted } from './assert'
import { decodeBase64, encodeBase64 } from './base64'

/** `proof` runs from the leaf's sibling to the root's child; `checkpoint` is a signed note, as it is. */
export type LogProof = { index: number; proof: Uint8Array[]; checkpoint: string }

const VERSION = 'c2sp.org/tlog-proof@v1'
const MAX_HASHES = 63

/** The text of a `.tlog-proof` file. */
export const formatLogProof = ({ index, proof, checkpoint }: LogProof): string => {
  const lines = [VERSION, `index ${index}`, ...proof.map(encodeBase64)]
  return `${lines.join('\n')}\n\n${checkpoint}`
}

/**
 * Index, path and checkpoint of a proof's text; nothing is verified, neither path nor signature. A
 * line of extra data is allowed and ignored: nothing authenticates it. Source: C2SP tlog-proof.
 */
export const readLogProof = (text: string): LogProof | { problem: string } => {
  const divide = text.indexOf('\n\n')
  if (divide < 0) return { problem: 'expected an empty line between the path and the checkpoint' }
  if (divide > MAX_PATH_LENGTH) return { problem: 'the lines before the checkpoint are too long' }
  const [version = '', ...lines] = text.slice(0, divide).split('\n')
  if (version !== VERSION) return { problem: `expected ${VERSION}, got ${quoted(version)}` }
  if (isExtra(lines[0])) lines.shift()
  const [indexLine = '', ...hashes] = lines
  const index = Number(/^index (0|[1-9]\d{0,15})$/.exec(indexLine)?.[1] ?? Number.NaN)
  if (!Number.isSafeInteger(index)) {
    return {
      problem: `expected “index” and a number without leading zeros, got ${quoted(indexLine)}`,
    }
  }
  const proof = readHashes(hashes)
  return 'problem' in proof ? proof : { index, ...proof, checkpoint: text.slice(divide + 2) }
}

const MAX_PATH_LENGTH = 100_000

const isExtra = (line = ''): boolean =>
  line.startsWith('extra ') && decodeBase64(line.slice('extra '.length)) !== null

const readHashes = (lines: readonly string[]): { proof: Uint8Array[] } | { problem: string } => {
  if (lines.length > MAX_HASHES) return { problem: `expected at most ${MAX_HASHES} hashes` }
  const proof: Uint8Array[] = []
  for (const line of lines) {
    const hash = decodeBase64(line)
    if (hash?.length !== 32) return { problem: `expected a hash in base64, got ${quoted(line)}` }
    proof.push(hash)
  }
  return { proof }
}
