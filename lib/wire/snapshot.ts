// Snapshots of claims as the console shows and receives them; the CSV reader is claim.ts.
import * as z from 'zod'
import { assetJson, hex64, instant, minorUnits } from './money'
import { idText } from './text'

/** What the public log holds of a snapshot; null for one that was frozen without a tree. */
export const snapshotProof = {
  claimsRoot: hex64.nullable(),
  logIndex: z.number().int().nullable(),
  /** Whether a run over it can be proposed: root, entry and secret are there. */
  isProvable: z.boolean(),
}

export const snapshotJson = z.object({
  id: z.string(),
  fundId: z.string(),
  fundName: z.string(),
  asset: assetJson,
  numeraire: z.enum(['profit', 'equity']),
  cutoffAt: instant,
  frozenAt: instant,
  fileName: z.string(),
  digest: hex64,
  capacity: minorUnits,
  ...snapshotProof,
  classes: z.array(
    z.object({
      class: z.enum(['eligible', 'house', 'exempt']),
      count: z.number().int(),
      base: minorUnits,
    }),
  ),
})
export type SnapshotJson = z.infer<typeof snapshotJson>
export const snapshotList = z.object({ asOf: instant, snapshots: z.array(snapshotJson) })
export type SnapshotList = z.infer<typeof snapshotList>

export const openSnapshotInput = z.object({
  fundId: idText,
  numeraire: z.enum(['profit', 'equity']),
  cutoffAt: instant,
  fileName: idText,
  rows: z.number().int().min(1).max(10_000_000),
})
export const openSnapshotOutput = z.object({ importId: z.string() })
export const freezeSnapshotInput = z.object({ importId: idText })
/** Bottom subtrees of the claims tree that are hashed, of how many there are. */
export const treeProgress = z.object({ done: z.number().int(), of: z.number().int() })
export type TreeProgress = z.infer<typeof treeProgress>
