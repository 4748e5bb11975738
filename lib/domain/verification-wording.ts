// What a verification comes to in sentences that hold: what it proves, what it does not, what to do when it fails (transparency.md §8).

const COMMITTED = 'The population was committed in the log before the proposal.'
const IN_THE_LOG =
  'This run is in the log at the checkpoint that is named here; whoever kept a checkpoint notices a change.'

/** Holds when every check of a statement passed whose run has a published report. */
export const PROVES = [
  'You can recompute your levy from your own numbers and the published schedule.',
  'Your levy is included in the published total.',
  COMMITTED,
  IN_THE_LOG,
] as const

/** The same for a run without a public report: its schedule and total stand in the statements alone. */
export const PROVES_UNPUBLISHED = [
  'You can recompute your levy from your own numbers and the schedule in this statement.',
  'Your levy is included in the total that the logged shares root commits to. There is no public report: schedule and total stand in the statements.',
  COMMITTED,
  IN_THE_LOG,
] as const

/** What an accepted statement proves, by whether a report of its run was published when it was made. */
export const provesOf = ({ isPublished }: { isPublished: boolean }): readonly string[] =>
  isPublished ? PROVES : PROVES_UNPUBLISHED

/** Stays open, whatever passed. */
export const DOES_NOT_PROVE = [
  'That registered keys signed this run: the log names the digests of its sign-off statements, and this version reads no evidence of the keys behind them.',
  'That the losses were unavoidable or measured correctly: they are the operator’s statement.',
  'What the caps and weights of other accounts are, and whether accounts were rightly classed as exempt or house.',
  'That your own numbers are right: compare them with your history, and the debit with your levy.',
  'That everybody sees the same report, unless witnesses signed the checkpoint.',
  'That the scheme of the trees, LMST-1, has no weakness: it is our own construction and has had no outside review.',
] as const

/** What a refusal means and what to do; which one holds is for `conclusionOf` to say. */
export const REFUSALS = {
  unread:
    'It cannot be read as a file of a known kind, so it is evidence of nothing. Get it again from where it came.',
  unknownKey:
    'This verifier does not know the log, or the key that signed its checkpoint, and so can say nothing about the file. Get the current verifier.',
  unsigned:
    'The file is evidence of nothing: it does not stand as a key of the log would have signed it. Get it again from where it came.',
  otherAccount: 'You typed another account than this statement is for: look again.',
  noAccount: 'Say which account is yours; everything else passed.',
  signedStatement:
    'Keep the file as it is. A signed statement that fails is evidence against the exchange.',
  loggedReport:
    'Keep the file as it is. A logged report that fails is evidence against the exchange.',
  notLogged:
    'By itself the file is evidence of nothing: only the log vouches for a report. Give report and .tlog-proof together.',
  keptCheckpoint:
    'The checkpoint that you kept cannot be joined with this one; the failed check says why. Keep both files.',
} as const
