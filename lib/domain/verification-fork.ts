// Whether files that were given together show one log, or two histories of it.
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Checkpoint } from './log-checkpoint'
import { readLogProof } from './log-proof'
import type { Check } from './verification-check'
import { keptChecks, signedCheckpoint, type LogPins } from './verification-checkpoint'
import type { FileContent } from './verification-file'

/** Checkpoints that a pinned key signed, each size and root once. */
export type ShownCheckpoints = readonly { note: string; checkpoint: Checkpoint }[]

/** The checkpoints inside the given files; what nobody pinned signed is left out. */
export const shownCheckpoints = (
  contents: readonly FileContent[],
  pins: LogPins,
): ShownCheckpoints => {
  const shown = new Map<string, ShownCheckpoints[number]>()
  for (const note of new Set(contents.flatMap(noteIn))) {
    const { checkpoint } = signedCheckpoint(note, pins)
    if (checkpoint !== null) shown.set(nameOf(checkpoint), { note, checkpoint })
  }
  return [...shown.values()]
}

const noteIn = (content: FileContent): string[] => {
  if (content.kind === 'log proof') return [content.proof.checkpoint]
  const text = proofTextIn(content)
  if (text === null) return []
  const proof = readLogProof(text)
  return 'problem' in proof ? [] : [proof.checkpoint]
}

/** All proofs of one file end in one checkpoint. */
const proofTextIn = (content: FileContent): string | null => {
  if (content.kind === 'receipt') return content.receipt.proof
  if (content.kind === 'statement') return content.statement.logProofs[0] ?? null
  return content.kind === 'evidence' ? (content.bundle.logProofs[0] ?? null) : null
}

const nameOf = ({ size, root }: Checkpoint): string => `${size} ${bytesToHex(root)}`

/** A failed check "kept checkpoint" for each other root that another file shows at the same size. */
export const forkChecks = (
  checkpoint: Checkpoint,
  { shown, pins }: { shown: ShownCheckpoints; pins: LogPins },
): Check[] => {
  const others = shown.filter(
    (one) =>
      one.checkpoint.size === checkpoint.size && nameOf(one.checkpoint) !== nameOf(checkpoint),
  )
  return keptChecks(checkpoint, { kept: others.map(({ note }) => note), pins })
}
