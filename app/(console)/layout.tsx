// The console's frame: who is on duty, where one is, what waits for a decision, and the log's alarm.
import { Suspense, type ReactNode } from 'react'
import { PauseBanner } from '@/components/desk/pause-banner'
import { Masthead } from '@/components/shell/masthead'
import { SignOut } from '@/components/shell/sign-out'
import { pauseQuery } from '@/lib/client/desk'
import { showAudit } from '@/lib/server/audit'
import { showPause } from '@/lib/server/desk'
import { showInbox } from '@/lib/server/inbox'
import { ask, isDemo, refusedBecause, requireOfficer } from '@/lib/server/page'
import { Prefetched } from '../prefetched'
import { Providers } from '../providers'
import { LogAlarmNow } from './log-alarm-now'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const officer = await requireOfficer()
  const [{ items }, pause] = await Promise.all([
    ask(showInbox, {}, officer),
    ask(showPause, {}, officer),
  ])
  const waiting = items.filter(({ wants }) => wants !== null).length
  const nav = [
    { href: '/', label: 'Fund health', key: 'f' },
    { href: '/losses', label: 'Losses', key: 'l' },
    { href: '/claims', label: 'Claims', key: 'c' },
    { href: '/clawbacks/new', label: 'New clawback', key: 'n' },
    { href: '/clawbacks', label: 'Clawbacks', key: 's' },
    { href: '/approvals', label: 'Approvals', key: 'a', ...(waiting > 0 ? { waiting } : {}) },
    { href: '/reports', label: 'Reports', key: 'r' },
    { href: '/policies', label: 'Policies', key: 'p' },
    { href: '/desk', label: 'Desk', key: 'd' },
    { href: '/keys', label: 'Your keys', key: 'k' },
    ...(refusedBecause(showAudit, officer) === undefined
      ? [{ href: '/audit', label: 'Audit', key: 'u' }]
      : []),
  ]
  return (
    <Providers>
      <Masthead nav={nav} officer={officer} isDemo={isDemo()} signOut={<SignOut />} />
      <Suspense fallback={null}>
        <LogAlarmNow />
      </Suspense>
      <Prefetched answers={[[pauseQuery().queryKey, pause]]}>
        <PauseBanner />
      </Prefetched>
      {children}
    </Providers>
  )
}
