// Why a run over a snapshot without a tree cannot be proposed: one sentence for the page, the draft and the refusal.

/**
 * @param snapshotId the frozen snapshot that has no root in the log, or whose secret is gone.
 * @returns what is missing, why it matters and what to do (transparency.md §3); no claim about what was stored.
 */
export const noTreeSentence = (snapshotId: string): string =>
  `Snapshot ${snapshotId} has no tree in the log, so nobody could check a levy over it: it was frozen by an older version, or its secret was deleted. A run over it cannot be proposed; import the claims again and take that snapshot.`
