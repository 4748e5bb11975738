'use client'
// Says in a dialog that too few would be left who could approve.
import { useQuery } from '@tanstack/react-query'
import { Notice } from '@/components/ui/notice'
import { deskQuery } from '@/lib/client/desk'
import type { DeskOfficer } from '@/lib/wire/desk'
import { poolWarning } from './pool-warning-words'

export type PoolWarningProps = {
  // The officer as he would stand.
  changed: DeskOfficer
}

export const PoolWarning = ({ changed }: PoolWarningProps) => {
  const { data: desk } = useQuery(deskQuery())
  const sentence = desk && poolWarning(desk, changed)
  if (sentence === undefined) return null
  return (
    <div className="mt-2">
      <Notice
        title={sentence}
        next="Runs and changes that need them cannot be proposed until others hold the role and the keys."
      />
    </div>
  )
}
