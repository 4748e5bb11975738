// What an accepted statement proves and what it does not: only sentences that hold (transparency.md §8).

/** Holds when every check of a statement passed. */
export const PROVES = [
  'You can recompute your levy from your own numbers and the published schedule.',
  'Your levy is included in the published total.',
  'The population was committed in the log before the proposal.',
  'This run is in the log at the checkpoint that is named here; whoever kept a checkpoint notices a change.',
] as const

/** Stays open, whatever passed. */
export const DOES_NOT_PROVE = [
  'That registered keys signed this run: the log names the digests of its sign-off statements, and this version reads no evidence of the keys behind them.',
  'That the losses were unavoidable or measured correctly: they are the operator’s statement.',
  'What the caps and weights of other accounts are, and whether accounts were rightly classed as exempt or house.',
  'That your own numbers are right: compare them with your history, and the debit with your levy.',
  'That everybody sees the same report, unless witnesses signed the checkpoint.',
  'That the scheme of the trees, LMST-1, has no weakness: it is our own construction and has had no outside review.',
] as const
