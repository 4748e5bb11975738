// Turns a verb into Request → Response: origin, rate, body and key checked, every refusal noted.
import 'server-only'
import { database } from './database'
import { noteDenial } from './denial'
import { logFault, logOutcome } from './diagnostics'
import { answer, type Problem, problem } from './endpoint-answer'
import { readBody, refusedHeaders, refusedReading } from './endpoint-request'
import { isConsoleHost, isPublicHost } from './env'
import type { Officer } from './officer'
import { limited, type RateClass, senderOf } from './rate-limit'
import { currentOfficer } from './session'
import type { Definition, Outcome, Verb } from './verb'

/** A path that catches several segments gives them as a list, one without any gives nothing. */
type Params = { params: Promise<Record<string, string | string[]> | undefined> }
type Path = Record<string, string>
/** What of a verb matters before it is asked. */
type Asked = Pick<Definition<never, never>, 'name' | 'kind' | 'access'> & { limit?: RateClass }

export const endpoint =
  <Input, Output>(verb: Verb<Input, Output>) =>
  async (request: Request, { params }: Params): Promise<Response> => {
    try {
      const path = Object.entries((await params) ?? {}).map(([name, part]) => [
        name,
        [part].flat().join('/'),
      ])
      return await respond(verb, request, Object.fromEntries(path) as Path)
    } catch (error) {
      // What fails before a verb begins, such as a database that does not answer for the session.
      const reference = crypto.randomUUID()
      logFault(verb.name, reference, error)
      return answer({ kind: 'fault', reference })
    }
  }

const respond = <Input, Output>(
  verb: Verb<Input, Output>,
  request: Request,
  path: Path,
): Promise<Response> | Response => {
  if (!isServedHere(verb, request.headers.get('host'))) return refused(verb, nothingHere)
  return request.method === 'GET' || request.method === 'HEAD'
    ? respondToReading(verb, request, path)
    : respondToSending(verb, request, path)
}

const nothingHere: Problem = { code: 'unknown', sentence: 'There is nothing at this address.' }

/** Operator data never leaves the console's host, public data never needs it. */
const isServedHere = ({ access }: Asked, host: string | null): boolean =>
  access === 'public' ? isPublicHost(host) || isConsoleHost(host) : isConsoleHost(host)

const respondToReading = async <Input, Output>(
  verb: Verb<Input, Output>,
  request: Request,
  path: Path,
): Promise<Response> => {
  const officer = await officerFor(verb)
  const elsewhere = refusedReading(verb, request)
  if (elsewhere) return refused(verb, elsewhere, officer)
  const tooMany = await refusedRate(verb, request, officer)
  if (tooMany) return tooMany
  const query = Object.fromEntries(new URL(request.url).searchParams)
  return answer(await verb.call({ officer }, { ...query, ...path }), { isOpen: isOpen(verb) })
}

/** What anybody may read without a secret; programs of other sites may read its files as well. */
const isOpen = ({ access, kind }: Asked): boolean => access === 'public' && kind === 'read'

const respondToSending = async <Input, Output>(
  verb: Verb<Input, Output>,
  request: Request,
  path: Path,
): Promise<Response> => {
  const officer = await officerFor(verb)
  const above = refusedHeaders(verb, request)
  if (above) return refused(verb, above, officer)
  // Who nobody knows has no body read for him.
  if (!officer && verb.access !== 'public') return answer(await verb.call({ officer }, {}))
  const tooMany = await refusedRate(verb, request, officer)
  if (tooMany) return tooMany
  const reading = await readBody(request)
  if ('problem' in reading) return refused(verb, reading.problem, officer)
  const caller = callerOf(verb, request, officer)
  if ('problem' in caller) return refused(verb, caller.problem, officer)
  return answer(await asked(verb, caller, { body: reading.body, path }))
}

const officerFor = ({ access }: Asked) =>
  access === 'public' ? Promise.resolve(null) : currentOfficer()

const callerOf = ({ kind }: Asked, { headers }: Request, officer: Officer | null) => {
  if (kind === 'redemption') return { officer }
  const idempotencyKey = headers.get('idempotency-key') ?? ''
  return /^[A-Za-z0-9_-]{8,100}$/.test(idempotencyKey)
    ? { officer, idempotencyKey }
    : { problem: noKey }
}

const noKey: Problem = {
  code: 'invalid',
  sentence: 'Nothing was done: send an Idempotency-Key of 8 to 100 letters or digits.',
}

type Sent = { body: Record<string, unknown>; path: Path }

/** A body may repeat what its address says, and may not contradict it. */
const asked = <Input, Output>(
  verb: Verb<Input, Output>,
  caller: { officer: Officer | null; idempotencyKey?: string },
  { body, path }: Sent,
): Outcome<Output> | Promise<Outcome<Output>> => {
  const fields = Object.keys(path)
    .filter((name) => Object.hasOwn(body, name) && String(body[name]) !== path[name])
    .map((field) => ({ field, sentence: 'expected what the address says' }))
  if (fields.length > 0) return { kind: 'invalid', fields }
  return verb.call(caller, { ...body, ...path })
}

/** What a verb counts as where it does not say; reading is not counted. */
const RATES: Record<Asked['kind'], RateClass | undefined> = {
  read: undefined,
  change: 'change',
  export: 'export',
  redemption: 'redemption',
}

const refusedRate = async (
  verb: Asked,
  request: Request,
  officer: Officer | null,
): Promise<Response | undefined> => {
  const rate = verb.limit ?? RATES[verb.kind]
  if (rate === undefined) return undefined
  const sender = officer?.id ?? senderOf(request)
  const limit = await database().once((db) => limited(db, { rate, sender }))
  if (!limit) return undefined
  return refused(verb, limit.refusal, limit.isFirst ? officer : null, limit.retryAfter)
}

/** Refused before the verb was asked: logged by name, and audited where somebody is signed in. */
const refused = async (
  { name }: Asked,
  found: Problem,
  officer: Officer | null = null,
  retryAfter?: number,
): Promise<Response> => {
  const reference = crypto.randomUUID()
  logOutcome({ verb: name, outcome: found.code, reference, milliseconds: 0 })
  const limit = await noteDenial({ verb: name, officer, code: found.code })
  if (limit) return problem(limit.refusal, limit)
  return problem(found, retryAfter === undefined ? {} : { retryAfter })
}
