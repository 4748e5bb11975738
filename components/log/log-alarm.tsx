// What the console warns of on every page: a log that cannot be written, or must not be.
import { Notice } from '@/components/ui/notice'

export type LogAlarmProps = { alarm: 'read-only' | 'signer-silent' }

export const LogAlarm = ({ alarm }: LogAlarmProps) => (
  <aside aria-label="Alarm" className="mx-auto max-w-console px-4 pt-4 md:px-6 print:hidden">
    <Notice {...notices[alarm]} />
  </aside>
)

const notices = {
  'read-only': {
    title: 'Read-only: the database is older than the transparency log that was signed.',
    notDone: 'Nothing can be stored: no import, draft, decision, execution or report.',
    next: 'This is so after a restore. Bring the newest database back; the signed log cannot be taken back. Reading and downloading still work.',
  },
  'signer-silent': {
    title: 'The signer of the transparency log does not answer.',
    notDone: 'Freezes, proposals, executions and reports are refused until it answers.',
    next: 'Everything else works. Whoever operates this console: look at the signer’s address, its token and its own log.',
  },
} as const
