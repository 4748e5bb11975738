// A log in memory with a key of its own, for tests: entries, signed checkpoints, proofs and hashes.
import { getPublicKey, sign } from '@noble/ed25519'
import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import './ed25519'
import { formatCheckpoint } from './log-checkpoint'
import { formatVerifierKey, keyIdOf, signatureLine, type KeyUse } from './log-note'
import { formatLogProof } from './log-proof'
import {
  appendLeaf,
  foldProof,
  foldRoot,
  inclusionNodes,
  leafHash,
  type HashOf,
  type NodeAddress,
} from './log-tree'

export const EXAMPLE_ORIGIN = 'example.com/log'
export const EXAMPLE_SEED = '01'.repeat(32)

export type ExampleLog = {
  vkey: string
  entries: Uint8Array[]
  hashOf: HashOf
  rootAt: (size: number) => Uint8Array
  /** The signed checkpoint at a size, by this log's key or those of other seeds. */
  checkpointAt: (size: number, seeds?: readonly string[]) => string
  proofOf: (index: number, size: number) => string
}

/** A log of these entries; `seed` is the 64 hex digits of its Ed25519 key. */
export const exampleLog = (
  texts: readonly string[],
  { seed = EXAMPLE_SEED, origin = EXAMPLE_ORIGIN }: { seed?: string; origin?: string } = {},
): ExampleLog => {
  const entries = texts.map((text) => utf8ToBytes(text))
  const hashOf = storedHashes(entries)
  const rootAt = (size: number) => foldRoot(size, hashOf)
  const checkpointAt = (size: number, seeds: readonly string[] = [seed]) =>
    signedNote(formatCheckpoint({ origin, size, root: rootAt(size) }), { origin, seeds })
  const proofOf = (index: number, size: number) =>
    formatLogProof({
      index,
      proof: foldProof(inclusionNodes({ index, size }), hashOf),
      checkpoint: checkpointAt(size),
    })
  return { vkey: exampleKey({ seed, origin }), entries, hashOf, rootAt, checkpointAt, proofOf }
}

/** The vkey of a seed. */
export const exampleKey = ({
  seed = EXAMPLE_SEED,
  origin = EXAMPLE_ORIGIN,
  use = 'note',
}: { seed?: string; origin?: string; use?: KeyUse } = {}): string =>
  formatVerifierKey({ name: origin, use, publicKey: getPublicKey(hexToBytes(seed)) })

/** A note under the signatures of these seeds. */
export const signedNote = (
  text: string,
  { origin, seeds }: { origin: string; seeds: readonly string[] },
): string => {
  const lines = seeds.map((seed) => {
    const publicKey = getPublicKey(hexToBytes(seed))
    const keyId = keyIdOf({ name: origin, use: 'note', publicKey })
    return signatureLine({
      name: origin,
      keyId,
      signature: sign(utf8ToBytes(text), hexToBytes(seed)),
    })
  })
  return `${text}\n${lines.join('')}`
}

const storedHashes = (entries: readonly Uint8Array[]): HashOf => {
  const stored = new Map<string, Uint8Array>()
  const key = ({ level, index }: NodeAddress) => `${level}/${index}`
  const hashOf: HashOf = (node) => {
    const hash = stored.get(key(node))
    if (hash === undefined) throw new Error(`no node ${key(node)}`)
    return hash
  }
  for (const [size, entry] of entries.entries()) {
    for (const node of appendLeaf({ size, leaf: leafHash(entry) }, hashOf)) {
      stored.set(key(node), node.hash)
    }
  }
  return hashOf
}
