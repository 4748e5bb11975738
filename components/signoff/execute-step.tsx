'use client'
// Executing: it cannot be undone, so the fingerprint is typed; before the cooling-off has ended it waits.
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { Countdown } from '@/components/ui/countdown'
import { Fingerprint } from '@/components/ui/fingerprint'
import { clawbackText, moneyText } from '@/components/ui/money-text'
import { Time } from '@/components/ui/time'
import { execute } from '@/lib/client/clawback'
import type { ClawbackDetail } from '@/lib/wire/clawback'
import { areInputsWithin } from './decision-checks'

const TYPED_CHARACTERS = 10

export const ExecuteStep = ({ detail }: { detail: ClawbackDetail }) => {
  const { id: clawbackId, revision, asset, waterfall } = detail
  const fingerprint = (detail.fingerprint ?? '').replaceAll(' ', '')
  return (
    <div className="grid gap-2">
      <CoolingOff detail={detail} />
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
    </div>
  )
}

const CoolingOff = ({ detail: { notBefore, asOf } }: { detail: ClawbackDetail }) =>
  notBefore === null || notBefore <= asOf ? null : (
    <p>
      Cooling-off, <Countdown until={notBefore} asOf={asOf} /> left, ends <Time at={notBefore} />.
    </p>
  )

const refusalOf = (detail: ClawbackDetail): string | undefined => {
  const permission = detail.permissions.execute
  if (!permission.allowed) return permission.sentence
  return areInputsWithin(detail)
    ? undefined
    : 'An input has moved beyond its tolerance: an author must propose the run again.'
}
