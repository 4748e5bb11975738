// Upkeep of the log, by a scheduler that holds a token: due entries and a missing signature.
import 'server-only'
import { appendAudit } from '@/db/audit'
import { nowOf } from '@/db/moment'
import { alteredEntry, logStanding } from '@/db/log'
import { tendLog } from '@/db/log-book'
import { sweepRates } from '@/db/rate-limit'
import { assert } from '@/lib/domain/assert'
import { sha256Hex } from '@/lib/domain/canonical-json'
import { database } from './database'
import { logFault } from './diagnostics'
import { env, isConsoleHost } from './env'
import { logBook } from './log-book'
import { signNewest } from './log-signer'
import { refusedLog, signedHead } from './log-standing'
import { answerHeaders } from './security-headers'

export const answerUpkeep = async (request: Request): Promise<Response> => {
  if (!isConsoleHost(request.headers.get('host'))) return answer(404, 'unknown')
  if (!isToken(request.headers.get('authorization') ?? '')) return answer(401, 'not-signed-in')
  try {
    const outcome = await tend()
    return answer(outcome === 'tended' ? 200 : 503, outcome)
  } catch (error) {
    logFault('log.tended', '', error)
    return answer(500, 'fault')
  }
}

const answer = (status: number, outcome: string) =>
  Response.json({ outcome }, { status, headers: answerHeaders })

/** Digests are compared, so that the time it takes says nothing about the token. */
const isToken = (given: string): boolean =>
  sha256Hex(given) === sha256Hex(`Bearer ${env().UPKEEP_TOKEN}`)

const tend = async (): Promise<string> => {
  const signed = await signedHead({ isFresh: true })
  const book = await logBook()
  const refused = await database().transact(async (tx) => {
    const standing = await logStanding(tx, signed?.size ?? 0)
    const readOnly = await refusedLog({ signed, appends: true }, standing)
    if (readOnly) return readOnly
    const altered = await alteredEntry(tx)
    assert(altered === undefined, `expected entry ${altered?.index} as it was appended`)
    const added = await tendLog(tx, book, await nowOf(tx))
    await sweepRates(tx)
    if (added > 0) await appendAudit(tx, auditRow(added))
    return undefined
  })
  if (refused) return refused.code
  await signNewest(database())
  return 'tended'
}

const auditRow = (added: number) => ({
  officerId: null,
  verb: 'log.tended',
  subject: `${added} entries`,
  outcome: 'done',
  inputDigest: '',
  denied: false,
})
