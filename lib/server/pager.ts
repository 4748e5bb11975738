// Calling everybody: what one person does alone to a run or to the desk is told at once, whoever is looking.
import 'server-only'
import { alarmingDecision } from '@/db/signoff'
import type { RecordedSignoff } from '@/lib/wire/signoff'
import { database } from './database'
import { logFault, logPage } from './diagnostics'
import { env } from './env'

const SECONDS = 5

/** After a veto was stored, or a change that one person alone put into effect, unless he gave up a key of his own. A pager that does not answer undoes nothing: the console says it as well. */
export const pageEverybody = async (recorded: RecordedSignoff): Promise<void> => {
  try {
    const alarm = await database().read((db) => alarmingDecision(db, recorded.decisionIndex))
    if (alarm) await page(recorded.subjectId, alarm)
  } catch (error) {
    logFault('pager', recorded.subjectId, error)
  }
}

type Alarm = NonNullable<Awaited<ReturnType<typeof alarmingDecision>>>

const deeds: Record<Exclude<Alarm['decision'], 'veto'>, string> = {
  'roles-changed': 'roles of an officer were taken away',
  'officer-removed': 'an officer was removed',
  'key-revoked': 'a key was revoked',
  paused: 'everything was paused',
  'account-linked': 'an account was recorded as an officer’s own',
}

const page = async (subject: string, { decision, reason }: Alarm): Promise<void> => {
  logPage({ subject, decision })
  const { PAGER_URL, CONSOLE_ORIGIN, VENUE_NAME } = env()
  if (PAGER_URL === undefined) return
  const what = decision === 'veto' ? `${subject} was vetoed` : `${deeds[decision]} (${subject})`
  const text = `${VENUE_NAME}: ${what}. Reason: ${reason} ${CONSOLE_ORIGIN}/approvals`
  const answer = await fetch(PAGER_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
    signal: AbortSignal.timeout(SECONDS * 1000),
  })
  if (!answer.ok) throw new Error(`expected the pager to accept, got status ${answer.status}`)
}
