// Every outcome of a verb as a response, mapped once; nothing in it is kept or framed.
import 'server-only'
import type { RefusalCode } from '@/lib/domain/refusal'
import { type Download, isDownload, streamOf } from './download'
import { answerHeaders } from './security-headers'
import type { Outcome } from './verb'

/** `isOpen`: programs of other sites may read it. `retryAfter`: seconds until asking again makes sense. */
type Manner = { isOpen?: boolean; retryAfter?: number }

/** Problem answers follow RFC 9457 in spirit: a code for programs, a sentence for people. */
export const answer = <Output>(outcome: Outcome<Output>, manner: Manner = {}): Response => {
  switch (outcome.kind) {
    case 'done':
      return isDownload(outcome.output)
        ? file(outcome.output, manner.isOpen ?? false)
        : json(200, outcome.output)
    case 'refusal':
      return problem(outcome, manner)
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

/** What is refused before any verb is asked. */
type RequestCode = 'wrong-origin' | 'wrong-type' | 'not-json' | 'invalid'
export type Problem = { code: RefusalCode | RequestCode; sentence: string }

const STATUS: Record<Problem['code'], number> = {
  'not-json': 400,
  invalid: 400,
  'not-signed-in': 401,
  'login-too-old': 401,
  'role-missing': 403,
  'wrong-origin': 403,
  'first-start': 403,
  'author-decides': 403,
  'decider-writes': 403,
  'owns-an-account': 403,
  'key-missing': 403,
  'key-unfit': 403,
  'signature-invalid': 403,
  unknown: 404,
  'decided-already': 409,
  'pool-too-small': 409,
  'quorum-missing': 409,
  paused: 409,
  'too-early': 409,
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
  'too-large': 413,
  'wrong-type': 415,
  'key-reused': 422,
  'too-many-requests': 429,
  'read-only': 503,
  'log-unreachable': 503,
}

/** How long a limit lasts where nobody counted the seconds that are left of it. */
const RETRY_SECONDS = 60

export const problem = (
  { code, sentence }: Problem,
  { retryAfter = RETRY_SECONDS }: Manner = {},
): Response => {
  const isLimit = STATUS[code] === 429
  return json(
    STATUS[code],
    { code, sentence },
    isLimit ? { 'retry-after': String(retryAfter) } : {},
  )
}

const json = (status: number, body: unknown, more: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { ...answerHeaders, ...more } })

const file = (download: Download, isOpen: boolean) =>
  new Response(streamOf(download), {
    headers: {
      ...answerHeaders,
      'cache-control': download.immutable ? 'public, max-age=31536000, immutable' : 'no-store',
      'content-type': download.contentType,
      ...(isOpen ? OPEN : {}),
      'content-disposition': `${download.immutable || download.isInline ? 'inline' : 'attachment'}; filename="${download.fileName}"`,
    },
  })

const OPEN = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }
