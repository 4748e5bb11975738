// What a verification comes to in sentences that hold: what it proves, what it does not, what to do when it fails (transparency.md §8).

import { isAccepted, type Verification } from './verification-check'

const COMMITTED = 'The population was committed in the log before the proposal.'
const LOSSES =
  'That the losses were unavoidable or measured correctly: they are the operator’s statement.'
const ONE_LOG = 'That everybody sees the same log, unless witnesses signed the checkpoint.'
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

/** Holds when every check of an evidence bundle passed of what took effect. */
export const PROVES_EVIDENCE = [
  'Keys registered in the log signed this digest: one of an author, and as many others as the logged policy asks.',
  'From its proposal until it took effect the log has no other decisions about it, and none of them stopped it.',
  'This is in the log at the checkpoint that is named here; whoever kept a checkpoint notices a change.',
] as const

/** Holds when every check of a proposal passed: what the fingerprint is worth. */
export const PROVES_PROPOSAL = [
  'The fingerprint is computed here, from this file: where the screen on which you sign shows the same one, both are the same proposal.',
  'The text and the numbers above are what that fingerprint covers.',
] as const

/** Holds when every check of a receipt passed. */
export const PROVES_RECEIPT = [
  'The decision is in the log at the checkpoint that is named here; whoever kept a checkpoint notices a change.',
] as const

/** Stays open in a proposal, whatever passed. */
const OPEN_IN_A_PROPOSAL = [
  'That anybody has signed it: the evidence bundle shows that later.',
  'That its numbers follow from the claims and the rule: the console computes them again, this file does not hold the claims.',
  LOSSES,
] as const

/** Stays open in a receipt, whatever passed. */
const OPEN_IN_A_RECEIPT = [
  'That the key of this officer signed: the evidence bundle shows the signature, and what came of the decision.',
  ONE_LOG,
] as const

/** Stays open in an evidence bundle, whatever passed. */
const OPEN_IN_EVIDENCE = [
  'That different people hold the keys, or that they read what they signed: keys signed, and the log says whose they are.',
  'That from before the proposal the log has no other entries about these keys and policies than the bundle brings: whoever follows the whole log with “ballast log check” sees every one.',
  'What other runs took on the same day and in the same week: the tier counts them as they were signed.',
  LOSSES,
  ONE_LOG,
] as const

/** What stays open after these files, each sentence once. */
export const leavesOpen = (
  verifications: readonly Pick<Verification, 'kind' | 'checks' | 'open'>[],
): string[] => {
  const evidence = verifications.filter(({ kind }) => kind === 'evidence')
  const others = verifications.some(({ kind }) => !OF_OFFICERS.includes(kind))
  const has = (kind: Verification['kind']): boolean =>
    verifications.some((verification) => verification.kind === kind)
  const isShown = evidence.some(isAccepted)
  return [
    ...(others && !isShown ? [UNSIGNED] : []),
    ...evidence.flatMap(({ open }) => open ?? []),
    ...(evidence.length > 0 ? OPEN_IN_EVIDENCE : []),
    ...(has('receipt') ? OPEN_IN_A_RECEIPT : []),
    ...(has('proposal') ? OPEN_IN_A_PROPOSAL : []),
    ...(others ? OPEN_IN_A_RUN : []),
  ].filter((sentence, place, all) => all.indexOf(sentence) === place)
}

/** What these files say concerns nobody’s account. */
const OF_OFFICERS: readonly Verification['kind'][] = ['evidence', 'proposal', 'receipt']

/** Stays open in a statement or a report, whatever passed. */
const OPEN_IN_A_RUN = [
  LOSSES,
  'What the caps and weights of other accounts are, and whether accounts were rightly classed as exempt or house.',
  'That your own numbers are right: compare them with your history, and the debit with your levy.',
  'That everybody sees the same report, unless witnesses signed the checkpoint.',
  'That the scheme of the trees, LMST-1, has no weakness: it is our own construction and has had no outside review.',
] as const

const UNSIGNED =
  'That registered keys signed this run: the log names the digests of its sign-off statements. The evidence bundle of the run would show the keys behind them.'

/** Stays open where no evidence was given. */
export const DOES_NOT_PROVE: readonly string[] = [UNSIGNED, ...OPEN_IN_A_RUN]

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
  proposal:
    'Sign nothing on the strength of this file: it does not hold. Keep it, and tell the others.',
  evidence:
    'It does not show that the log’s keys decided this. Get the bundle again from where it came; if the exchange itself gives one that fails, keep it: that is evidence against the exchange.',
  notEvidence:
    'The file is evidence of nothing: its entries are not those of the pinned log. Get it again from where it came.',
  notLogged:
    'By itself the file is evidence of nothing: only the log vouches for a report. Give report and .tlog-proof together.',
  keptCheckpoint:
    'The checkpoint that you kept cannot be joined with this one; the failed check says why. Keep both files.',
} as const
