// The one way to read or change anything for a person: authorise, parse, transact, run, audit.
import 'server-only'
import type * as z from 'zod'
import { appendAudit, beginKeyed, closeKeyed } from '@/db/audit'
import type { Queryable, Transaction } from '@/db/client'
import { sha256Hex } from '@/lib/domain/canonical-json'
import { isRefusal, type Refusal, refuse } from '@/lib/domain/refusal'
import type { Role } from '@/lib/domain/officer'
import { database } from './database'
import { noteDenial } from './denial'
import { logFault, logOutcome } from './diagnostics'
import { refusedLog, signedHead } from './log-standing'
import { signNewest } from './log-signer'
import { inputSentence } from './input-sentence'
import type { Officer } from './officer'
import type { RateClass } from './rate-limit'
import { strayFields } from './stray-field'

export type InvalidInput = { kind: 'invalid'; fields: { field: string; sentence: string }[] }
export type Outcome<Output> =
  { kind: 'done'; output: Output } | Refusal | InvalidInput | { kind: 'fault'; reference: string }

/** Who may call: any of these roles, any officer, or nobody in particular (public reading). */
export type Access = readonly Role[] | 'officer' | 'public'
type Shape<Input, Output> = {
  name: string
  access: Access
  input: z.ZodType<Input>
  output: z.ZodType<Output>
  /** Whether officers may call it before two of them hold keys. */
  isOpenAtFirstStart?: boolean
  /** What its requests are counted as; a change or an export where it does not say. */
  limit?: RateClass
}
type Reading<Input, Output> = Shape<Input, Output> & {
  kind: 'read'
  run: (context: {
    db: Queryable
    officer: Officer | null
    input: Input
  }) => Promise<Output | Refusal | InvalidInput>
}
/** What stood there and what stands there now, for whoever reads the audit; neither holds a secret. */
type Alteration = { before: object | null; after: object | null }
/** `subject` names what was changed and `change` how, for the audit row. */
type Changing<Input, Output> = Shape<Input, Output> & {
  kind: 'change'
  /** Whether it appends to the transparency log, which must then be writable and is signed after. */
  appends?: boolean
  /** What is told to the outside once it is stored, and undoes nothing when it fails. */
  afterwards?: (output: Output) => Promise<void>
  /** Whether the answer holds a secret: it is given once, and stored nowhere. */
  answersOnce?: boolean
  run: (context: {
    tx: Transaction
    officer: Officer
    now: string
    input: Input
  }) => Promise<{ subject: string; output: Output; change?: Alteration } | Refusal | InvalidInput>
}
/** Reads for somebody who takes the answer away: the same as reading, but it leaves an audit row. */
type Exporting<Input, Output> = Shape<Input, Output> & {
  kind: 'export'
  run: (context: {
    db: Queryable
    officer: Officer
    input: Input
  }) => Promise<{ subject: string; output: Output } | Refusal>
}
/** What somebody without a session may do once, by a secret that he holds: a single statement changes. */
type Redeeming<Input, Output> = Shape<Input, Output> & {
  kind: 'redemption'
  access: 'public'
  run: (context: { db: Queryable; input: Input }) => Promise<Output | Refusal>
}
export type Definition<Input, Output> =
  | Reading<Input, Output>
  | Changing<Input, Output>
  | Exporting<Input, Output>
  | Redeeming<Input, Output>
export type Caller = { officer: Officer | null; idempotencyKey?: string | undefined }
export type Verb<Input, Output> = Definition<Input, Output> & {
  call: (caller: Caller, input: unknown) => Promise<Outcome<Output>>
}

export const verb = <Input, Output>(
  definition: Definition<Input, Output>,
): Verb<Input, Output> => ({
  ...definition,
  call: (caller, input) => timed(definition, () => authorised(definition, caller, input)),
})

/** Every officer holds at least one role; a role that is not on the list is refused and noted. */
const authorised = async <Input, Output>(
  definition: Definition<Input, Output>,
  caller: Caller,
  raw: unknown,
): Promise<Outcome<Output>> => {
  const refusal = refusedAccess(definition, caller.officer)
  if (refusal) return denied(definition, caller.officer, raw, refusal)
  const parsed = definition.input.safeParse(raw, { error: inputSentence })
  if (!parsed.success) return { kind: 'invalid', fields: parsed.error.issues.map(fieldOf) }
  const stray = isSent(definition, caller) ? strayFields(raw, parsed.data) : []
  if (stray.length > 0) return { kind: 'invalid', fields: stray }
  if (definition.kind === 'read') return read(definition, caller.officer, parsed.data)
  if (definition.kind === 'redemption') return redeem(definition, parsed.data)
  if (!caller.officer) return signIn
  const { officer, idempotencyKey } = caller
  if (definition.kind === 'export') return takeAway(definition, officer, parsed.data)
  return change(definition, { officer, key: idempotencyKey ?? '' }, parsed.data)
}

/** Whether its input came as a body; an address may say more than anybody asks for. */
const isSent = ({ kind }: { kind: string }, { idempotencyKey }: Caller): boolean =>
  kind === 'redemption' || idempotencyKey !== undefined

const signIn = refuse(
  'not-signed-in',
  'You are not signed in, or your session has ended. Sign in and try again.',
)

const firstStart = refuse(
  'first-start',
  'Nothing but enrolling keys is open until two founding officers hold one. Enrol yours under “Your keys”.',
)

export const refusedAccess = (
  { access, isOpenAtFirstStart }: { access: Access; isOpenAtFirstStart?: boolean },
  officer: Officer | null,
): Refusal | undefined => {
  if (access === 'public') return undefined
  if (!officer) return signIn
  if (officer.isFirstStart && !isOpenAtFirstStart) return firstStart
  if (access === 'officer' || access.some((role) => officer.roles.includes(role))) return undefined
  return refuse(
    'role-missing',
    `This needs the role ${access.join(' or ')}; you are ${officer.roles.join(', ')}.`,
  )
}

const fieldOf = (issue: { path: PropertyKey[]; message: string }) => ({
  field: issue.path.map(String).join('.'),
  sentence: issue.message,
})

const read = async <Input, Output>(
  definition: Reading<Input, Output>,
  officer: Officer | null,
  input: Input,
): Promise<Outcome<Output>> => {
  const result = await database().read((db) => definition.run({ db, officer, input }))
  return isRefusal(result) || isInvalid(result) ? result : { kind: 'done', output: result }
}

/** Never repeated: what is redeemed twice is refused. */
const redeem = async <Input, Output>(
  definition: Redeeming<Input, Output>,
  input: Input,
): Promise<Outcome<Output>> => {
  const result = await database().once((db) => definition.run({ db, input }))
  return isRefusal(result) ? result : { kind: 'done', output: result }
}

const takeAway = async <Input, Output>(
  definition: Exporting<Input, Output>,
  officer: Officer,
  input: Input,
): Promise<Outcome<Output>> => {
  const result = await database().read((db) => definition.run({ db, officer, input }))
  if (isRefusal(result)) return denied(definition, officer, input, result)
  const { subject, output } = result
  const inputDigest = sha256Hex(JSON.stringify(input))
  const row = {
    officerId: officer.id,
    verb: definition.name,
    subject,
    outcome: 'done',
    inputDigest,
    denied: false,
  }
  // Repeated where the connection was lost: two rows of one export are better than none.
  await database().read((db) => appendAudit(db, row))
  return { kind: 'done', output }
}

const isInvalid = (value: unknown): value is InvalidInput =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'invalid'

/** Thrown to roll the transaction back; never leaves this file. */
class Undone extends Error {
  readonly outcome: Refusal | InvalidInput | { kind: 'done'; output: unknown }
  constructor(outcome: Undone['outcome']) {
    super('rolled back')
    this.outcome = outcome
  }
}

const change = async <Input, Output>(
  definition: Changing<Input, Output>,
  { officer, key }: { officer: Officer; key: string },
  input: Input,
): Promise<Outcome<Output>> => {
  if (key === '')
    return { kind: 'invalid', fields: [{ field: 'Idempotency-Key', sentence: 'expected a key' }] }
  const inputDigest = sha256Hex(JSON.stringify(input))
  const keyed = { officerId: officer.id, key, verb: definition.name, inputDigest }
  const appends = definition.appends ?? false
  const signed = await signedHead({ isFresh: appends })
  try {
    const output = await database().transact(async (tx) => {
      const begun = await beginKeyed(tx, { ...keyed, logSize: signed?.size ?? 0 })
      const readOnly = await refusedLog({ signed, appends }, begun)
      if (readOnly) throw new Undone(readOnly)
      const earlier = repeated(begun, { ...keyed, answersOnce: definition.answersOnce ?? false })
      if (earlier) throw new Undone(earlier)
      const result = await definition.run({ tx, officer, now: begun.now, input })
      if (isRefusal(result) || isInvalid(result)) throw new Undone(result)
      await closeKeyed(tx, {
        ...keyed,
        subject: result.subject,
        change: result.change ?? null,
        answer: definition.answersOnce ? 'null' : JSON.stringify(result.output),
      })
      return result.output
    })
    if (appends) await signNewest(database())
    await definition.afterwards?.(output)
    return { kind: 'done', output }
  } catch (error) {
    if (isDuplicate(error)) return denied(definition, officer, input, sameMoment)
    if (!(error instanceof Undone)) throw error
    const outcome = error.outcome as Exclude<Outcome<Output>, { kind: 'fault' }>
    return isRefusal(outcome) ? denied(definition, officer, input, outcome) : outcome
  }
}

const sameMoment = refuse(
  'duplicate',
  'The same was stored at the same moment by somebody else. Nothing was done; reload the page and look.',
)

const isDuplicate = (error: unknown): boolean =>
  error instanceof Error &&
  (('code' in error && error.code === '23505') || isDuplicate(error.cause))

const repeated = (
  begun: { verb: string | null; inputDigest: string | null; outcome: string | null },
  keyed: { verb: string; inputDigest: string; answersOnce: boolean },
): Undone['outcome'] | undefined => {
  if (begun.outcome === null) return undefined
  if (begun.verb !== keyed.verb || begun.inputDigest !== keyed.inputDigest) {
    return refuse(
      'key-reused',
      'This Idempotency-Key was used for another request. Nothing was done; send a new key.',
    )
  }
  if (keyed.answersOnce) return answeredOnce
  return { kind: 'done', output: JSON.parse(begun.outcome) as unknown }
}

const answeredOnce = refuse(
  'duplicate',
  'This was done already, and its answer was given only then. Ask again for a new one; what nobody received runs out by itself.',
)

const denied = async (
  { name }: { name: string },
  officer: Officer | null,
  input: unknown,
  refusal: Refusal,
): Promise<Refusal> => {
  const limit = await noteDenial({ verb: name, officer, code: refusal.code, input })
  return limit?.refusal ?? refusal
}

const timed = async <Output>(
  { name }: { name: string },
  run: () => Promise<Outcome<Output>>,
): Promise<Outcome<Output>> => {
  const reference = crypto.randomUUID()
  const began = Date.now()
  try {
    const outcome = await run()
    const said = outcome.kind === 'refusal' ? outcome.code : outcome.kind
    logOutcome({ verb: name, outcome: said, reference, milliseconds: Date.now() - began })
    return outcome
  } catch (error) {
    logFault(name, reference, error)
    return { kind: 'fault', reference }
  }
}
