// The rules say no: a code from a closed union for programs, and a sentence for a person.
export type Refusal = { kind: 'refusal'; code: RefusalCode; sentence: string }
export type RefusalCode =
  | 'not-signed-in'
  | 'role-missing'
  | 'first-start'
  | 'unknown'
  | 'author-decides'
  | 'decider-writes'
  | 'decided-already'
  | 'owns-an-account'
  | 'key-missing'
  | 'key-unfit'
  | 'login-too-old'
  | 'signature-invalid'
  | 'pool-too-small'
  | 'quorum-missing'
  | 'paused'
  | 'too-early'
  | 'wrong-state'
  | 'expired'
  | 'reason-missing'
  | 'nothing-to-mutualise'
  | 'infeasible'
  | 'loss-taken'
  | 'duplicate'
  | 'stale'
  | 'statement-spent'
  | 'incomplete'
  | 'key-reused'
  | 'too-large'
  | 'too-many-requests'
  | 'too-few-accounts'
  | 'read-only'
  | 'log-unreachable'

export const refuse = (code: RefusalCode, sentence: string): Refusal => ({
  kind: 'refusal',
  code,
  sentence,
})
export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'refusal'
