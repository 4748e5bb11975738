// The alarm of the log as it stands, asked beside the page so that no page waits for it or fails with it.
import { LogAlarm } from '@/components/log/log-alarm'
import { database } from '@/lib/server/database'
import { logFault } from '@/lib/server/diagnostics'
import { logAlarm, type LogAlarm as Alarm } from '@/lib/server/log-standing'

export const LogAlarmNow = async () => {
  const alarm = await alarmNow()
  return alarm === null ? null : <LogAlarm alarm={alarm} />
}

const FRESH_MILLISECONDS = 5_000
let known: { alarm: Alarm; at: number } | undefined

/** A signer that is silent takes its time; pages that follow each other ask once. */
const alarmNow = async (): Promise<Alarm> => {
  if (known && Date.now() - known.at < FRESH_MILLISECONDS) return known.alarm
  try {
    const alarm = await logAlarm(database())
    known = { alarm, at: Date.now() }
    return alarm
  } catch (error) {
    logFault('log.alarm-asked', '', error)
    return null
  }
}
