'use client'
// The form on pages about a run or a report; the statement itself opens on its own page.
import { useRouter } from 'next/navigation'
import { handOver } from './asked-account'
import { StatementForm } from './statement-form'

export type StatementWayProps = { clawbackId: string; refusal?: string | undefined }

export const StatementWay = ({ clawbackId, refusal }: StatementWayProps) => {
  const router = useRouter()
  return (
    <StatementForm
      refusal={refusal}
      onAccount={(account) => {
        handOver(account)
        router.push(`/clawbacks/${clawbackId}/statement`)
      }}
    />
  )
}
