'use client'
// The officer's page for one account: the form, then its statement in place, with what can be done with it.
import { useMutation } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect } from 'react'
import { PageFrame } from '@/components/shell/page-frame'
import { Focused } from '@/components/ui/focused'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { statementShowing } from '@/lib/client/statement'
import { takeOver } from './asked-account'
import { StatementActions } from './statement-actions'
import { StatementForm } from './statement-form'
import { StatementView, type StatementRun } from './statement-view'

export type StatementDeskProps = {
  run: StatementRun
  // How long a one-time link waits for its owner.
  linkDays: number
  refusal?: string | undefined
}

export const StatementDesk = ({ run, linkDays, refusal }: StatementDeskProps) => {
  const { clawbackId } = run
  const { mutate, data, error, isPending, reset } = useMutation(statementShowing())
  useEffect(() => {
    const account = takeOver()
    if (account !== null) mutate({ clawbackId, account })
  }, [clawbackId, mutate])
  if (data !== undefined)
    return (
      <Focused>
        <StatementView
          statement={data}
          run={run}
          actions={
            <StatementActions
              about={{ clawbackId, account: data.account }}
              linkDays={linkDays}
              verifierAddress={run.verifierAddress}
              onOther={reset}
            />
          }
        />
      </Focused>
    )
  return (
    <PageFrame
      width="report"
      title="Statement of one account"
      above={
        <>
          Clawback <Link href={`/clawbacks/${clawbackId}`}>{clawbackId}</Link>
        </>
      }
      lead="For the owner of the account: the levy recomputed line by line from his own numbers. It has no public address; he gets the signed file, or a link that opens once."
    >
      <div className="col-span-12 grid gap-4" aria-busy={isPending}>
        {error === null ? null : <ProblemNotice error={error} notDone="No statement was made." />}
        <StatementForm
          refusal={refusal}
          isBusy={isPending}
          onAccount={(account) => mutate({ clawbackId, account })}
        />
      </div>
    </PageFrame>
  )
}
