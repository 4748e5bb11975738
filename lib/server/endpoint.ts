// Turns a verb into Request → Response: origin, body and key checked, every outcome mapped once.
import 'server-only'
import { type RefusalCode } from '@/lib/domain/refusal'
import { isConsoleHost, isPublicHost, env } from './env'
import { type Download, isDownload, streamOf } from './download'
import { logFault } from './diagnostics'
import { currentOfficer } from './session'
import type { Outcome, Verb } from './verb'

/** A path that catches several segments gives them as a list, one without any gives nothing. */
type Params = { params: Promise<Record<string, string | string[]> | undefined> }
const MAX_BODY_BYTES = 5_000_000

const STATUS: Record<RefusalCode, number> = {
  'not-signed-in': 401,
  'role-missing': 403,
  'author-decides': 403,
  'decider-writes': 403,
  unknown: 404,
  'decided-already': 409,
  'wrong-state': 409,
  expired: 409,
  'reason-missing': 409,
  'nothing-to-mutualise': 409,
  infeasible: 409,
  'loss-taken': 409,
  duplicate: 409,
  stale: 409,
  'statement-spent': 409,
  incomplete: 409,
  'too-few-accounts': 409,
  'key-reused': 422,
  'too-large': 413,
  'read-only': 503,
  'log-unreachable': 503,
}

/** Problem answers follow RFC 9457 in spirit: a code for programs, a sentence for people. */
export const endpoint =
  <Input, Output>(verb: Verb<Input, Output>) =>
  async (request: Request, { params }: Params): Promise<Response> => {
    try {
      const path = Object.entries((await params) ?? {}).map(([name, part]) => [
        name,
        [part].flat().join('/'),
      ])
      return await respond(verb, request, Object.fromEntries(path) as Record<string, string>)
    } catch (error) {
      // What fails before a verb begins, such as a database that does not answer for the session.
      const reference = crypto.randomUUID()
      logFault(verb.name, reference, error)
      return answer({ kind: 'fault', reference })
    }
  }

const respond = async <Input, Output>(
  verb: Verb<Input, Output>,
  request: Request,
  path: Record<string, string>,
): Promise<Response> => {
  if (!isServedHere(verb, request.headers.get('host')))
    return problem(404, 'unknown', 'There is nothing at this address.')
  if (request.method === 'GET' || request.method === 'HEAD') {
    const query = Object.fromEntries(new URL(request.url).searchParams)
    const outcome = await verb.call({ officer: await officerFor(verb) }, { ...query, ...path })
    return answer(outcome, { isOpen: isOpenReading(verb) })
  }
  const refused = refusedHeaders(verb, request)
  if (refused) return refused
  // Who nobody knows has no body read for him.
  const officer = await officerFor(verb)
  if (!officer && verb.access !== 'public') return answer(await verb.call({ officer }, {}))
  const body = await readBody(request)
  if (body instanceof Response) return body
  if (verb.kind === 'redemption') return answer(await verb.call({ officer }, { ...body, ...path }))
  const idempotencyKey = request.headers.get('idempotency-key') ?? ''
  if (!/^[A-Za-z0-9_-]{8,100}$/.test(idempotencyKey)) {
    return problem(
      400,
      'invalid',
      'Nothing was done: send an Idempotency-Key of 8 to 100 letters or digits.',
    )
  }
  return answer(await verb.call({ officer, idempotencyKey }, { ...body, ...path }))
}

/** What anybody may read without a secret; programs of other sites may read its files as well. */
const isOpenReading = ({ access, kind }: Pick<Verb<never, never>, 'access' | 'kind'>): boolean =>
  access === 'public' && kind === 'read'

const officerFor = ({ access }: Pick<Verb<never, never>, 'access'>) =>
  access === 'public' ? Promise.resolve(null) : currentOfficer()

/** Operator data never leaves the console's host, public data never needs it. */
const isServedHere = (
  { access }: Pick<Verb<never, never>, 'access'>,
  host: string | null,
): boolean =>
  access === 'public' ? isPublicHost(host) || isConsoleHost(host) : isConsoleHost(host)

const refusedHeaders = (
  { access }: Pick<Verb<never, never>, 'access'>,
  request: Request,
): Response | undefined => {
  const own = access === 'public' ? env().PUBLIC_ORIGIN : env().CONSOLE_ORIGIN
  if (request.headers.get('origin') !== own) {
    return problem(
      403,
      'wrong-origin',
      'Nothing was done: the request did not come from this site itself.',
    )
  }
  if (!/^application\/json\s*(;|$)/.test(request.headers.get('content-type') ?? '')) {
    return problem(415, 'not-json', 'Nothing was done: send application/json.')
  }
  return Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES
    ? tooLarge()
    : undefined
}

const tooLarge = () =>
  problem(413, 'too-large', 'Nothing was stored: the request is larger than 5 MB.')

/** Reads piece by piece and stops at the limit, whatever length was announced. */
const readBody = async (request: Request): Promise<Record<string, unknown> | Response> => {
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const piece of request.body ?? []) {
    bytes += piece.length
    if (bytes > MAX_BODY_BYTES) return tooLarge()
    text += decoder.decode(piece, { stream: true })
  }
  const body = parsedObject(text + decoder.decode())
  return body ?? problem(400, 'not-json', 'Nothing was done: the body is not a JSON object.')
}

const parsedObject = (text: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { ...value }
      : undefined
  } catch {
    return undefined
  }
}

const answer = <Output>(outcome: Outcome<Output>, { isOpen } = { isOpen: false }): Response => {
  switch (outcome.kind) {
    case 'done':
      return isDownload(outcome.output) ? file(outcome.output, isOpen) : json(200, outcome.output)
    case 'refusal':
      return problem(STATUS[outcome.code], outcome.code, outcome.sentence)
    case 'invalid':
      return json(400, {
        code: 'invalid',
        sentence: 'Nothing was stored: some fields are not right.',
        fields: outcome.fields,
      })
    case 'fault':
      return json(500, {
        code: 'fault',
        sentence:
          'Something failed on our side and nothing was stored. Try again; if it stays, give the reference to the operator.',
        reference: outcome.reference,
      })
  }
}

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
const json = (status: number, body: unknown) => Response.json(body, { status, headers })
const problem = (status: number, code: string, sentence: string) => json(status, { code, sentence })

const file = (download: Download, isOpen: boolean) =>
  new Response(streamOf(download), {
    headers: {
      'cache-control': download.immutable ? 'public, max-age=31536000, immutable' : 'no-store',
      'x-content-type-options': 'nosniff',
      'content-type': download.contentType,
      ...(isOpen ? { 'access-control-allow-origin': '*' } : {}),
      'content-disposition': `${download.immutable || download.isInline ? 'inline' : 'attachment'}; filename="${download.fileName}"`,
    },
  })
