'use client'
// Executing: it cannot be undone, so the fingerprint is typed.
import { Fingerprint } from '@/components/ui/fingerprint'
import { clawbackText, moneyText } from '@/components/ui/money-text'
import { execute } from '@/lib/client/clawback'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { areInputsWithin } from './decision-checks'

const TYPED_CHARACTERS = 10

export const ExecuteStep = ({ detail }: { detail: ClawbackDetail }) => {
  const { id: clawbackId, revision, asset, waterfall } = detail
  const fingerprint = (detail.fingerprint ?? '').replaceAll(' ', '')
  return (
    <div>
      <ConfirmedAction
        label={`Execute clawback of ${clawbackText(detail)}`}
        refusal={refusalOf(detail)}
        notDone="Nothing was executed."
        typed={{
          expected: fingerprint.slice(0, TYPED_CHARACTERS),
          label: `First ${TYPED_CHARACTERS} characters of the fingerprint; spaces and case do not matter`,
        }}
        act={() => execute({ clawbackId, revision })}
      >
        <p>
          {moneyText(waterfall.fundDraw, asset)} leave the fund,{' '}
          {moneyText(waterfall.operatorDraw, asset)} come from the operator, and{' '}
          {clawbackText(detail)} are booked as levies. This cannot be undone.
        </p>
        <p className="mt-2">
          <Fingerprint fingerprint={fingerprint} big />
        </p>
      </ConfirmedAction>
    </div>
  )
}

const refusalOf = (detail: ClawbackDetail): string | undefined => {
  const permission = detail.permissions.execute
  if (!permission.allowed) return permission.sentence
  return areInputsWithin(detail)
    ? undefined
    : 'An input has moved beyond its tolerance: an author must propose the run again.'
}
