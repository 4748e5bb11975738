// The console's frame: who is on duty, where one is, what waits for a decision, and the log's alarm.
import { Suspense, type ReactNode } from 'react'
import { Masthead } from '@/components/shell/masthead'
import { SignOut } from '@/components/shell/sign-out'
import { showClawbacks } from '@/lib/server/clawback'
import { ask, isDemo, requireOfficer } from '@/lib/server/page'
import { Providers } from '../providers'
import { LogAlarmNow } from './log-alarm-now'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const officer = await requireOfficer()
  const { clawbacks } = await ask(showClawbacks, {}, officer)
  const waiting = clawbacks.filter(({ waitsForYou }) => waitsForYou).length
  const nav = [
    { href: '/', label: 'Fund health', key: 'f' },
    { href: '/losses', label: 'Losses', key: 'l' },
    { href: '/claims', label: 'Claims', key: 'c' },
    { href: '/clawbacks/new', label: 'New clawback', key: 'n' },
    { href: '/clawbacks', label: 'Clawbacks', key: 's', ...(waiting > 0 ? { waiting } : {}) },
    { href: '/reports', label: 'Reports', key: 'r' },
    { href: '/keys', label: 'Your keys', key: 'k' },
  ]
  return (
    <Providers>
      <Masthead nav={nav} officer={officer} isDemo={isDemo()} signOut={<SignOut />} />
      <Suspense fallback={null}>
        <LogAlarmNow />
      </Suspense>
      {children}
    </Providers>
  )
}
