// The console's frame: who is on duty, where one is, and what waits for a decision.
import type { ReactNode } from 'react'
import { Masthead } from '@/components/shell/masthead'
import { SignOut } from '@/components/shell/sign-out'
import { showClawbacks } from '@/lib/server/clawback'
import { ask, isDemo, requireOfficer } from '@/lib/server/page'
import { Providers } from '../providers'

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
  ]
  return (
    <Providers>
      <Masthead nav={nav} officer={officer} isDemo={isDemo()} signOut={<SignOut />} />
      {children}
    </Providers>
  )
}
