'use client'
// What this officer may do with a change as it stands, and why not where he may not.
import { useState, type ReactNode } from 'react'
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { Fingerprint } from '@/components/ui/fingerprint'
import { KeyChoice } from '@/components/ui/key-choice'
import { signedText } from '@/components/ui/signed-text'
import { TextareaField } from '@/components/ui/textarea-field'
import { executeChange } from '@/lib/client/change'
import { sign } from '@/lib/client/signoff'
import type { ChangeDetail } from '@/lib/wire/change'
import { deedOf, stateSentence } from './change-words'

export type ChangeDecisionProps = { detail: ChangeDetail }

export const ChangeDecision = ({ detail }: ChangeDecisionProps) => {
  const [chosen, setChosen] = useState<string>()
  const [text, setText] = useState('')
  const isOpen = detail.state === 'proposed' || detail.state === 'approved'
  const signing = {
    detail,
    reason: signedText(text),
    credentialId: chosen ?? detail.keys[0]?.credentialId,
  }
  return (
    <div className="grid max-w-[60rem] gap-4">
      <p role="status">{stateSentence(detail.state)}</p>
      {isOpen ? (
        <div className="print:hidden">
          <TextareaField
            id="decision-reason"
            label="Reason; a rejection and a veto need one"
            rows={2}
            maxLength={2000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </div>
      ) : null}
      {isOpen || detail.state === 'draft' ? (
        <KeyChoice
          id="decision-key"
          keys={detail.keys}
          chosen={signing.credentialId}
          onChoose={setChosen}
        />
      ) : null}
      <div className="flex flex-wrap items-start gap-4 print:hidden">
        <Steps signing={signing} />
      </div>
    </div>
  )
}

type Signing = { detail: ChangeDetail; reason: string; credentialId: string | undefined }

const Steps = ({ signing }: { signing: Signing }) => {
  const { state } = signing.detail
  if (state === 'draft') return <Signed signing={signing} {...steps.propose} />
  if (state !== 'proposed' && state !== 'approved') return null
  return (
    <>
      {state === 'approved' ? <Execute detail={signing.detail} /> : null}
      <Signed signing={signing} {...steps.approve} look={state === 'approved' ? 'plain' : 'go'} />
      {state === 'proposed' ? <Signed signing={signing} {...steps.reject} /> : null}
      <Signed signing={signing} {...steps.veto} />
      <Signed signing={signing} {...steps.withdraw} />
    </>
  )
}

type Decision = 'propose' | 'approve' | 'reject' | 'veto' | 'withdraw'
type Step = {
  decision: Decision
  verb: string
  look: 'go' | 'plain'
  notDone: string
  // What follows, in the dialog.
  follows: string
  // The sentence that refuses it without a reason.
  needsReason?: string
}

const steps = {
  propose: {
    decision: 'propose',
    verb: 'Propose',
    look: 'go',
    notDone: 'Nothing was proposed.',
    follows: 'You sign it as its proposer, so you cannot approve it.',
  },
  approve: {
    decision: 'approve',
    verb: 'Approve',
    look: 'go',
    notDone: 'Nothing was signed.',
    follows: 'Nothing changes before it is put into effect. Until then you can take it back.',
  },
  reject: {
    decision: 'reject',
    verb: 'Reject',
    look: 'plain',
    notDone: 'Nothing was rejected.',
    follows: 'One rejection ends it. Its author may draft another one.',
    needsReason: 'A rejection needs a reason.',
  },
  veto: {
    decision: 'veto',
    verb: 'Veto',
    look: 'plain',
    notDone: 'Nothing was vetoed.',
    follows: 'One veto stops it for good, and everybody is told your reason.',
    needsReason: 'A veto needs a reason: everybody is told it.',
  },
  withdraw: {
    decision: 'withdraw',
    verb: 'Take back my signature',
    look: 'plain',
    notDone: 'Nothing was taken back.',
    follows: 'An approval that is taken back stays taken back; a proposer takes the change back.',
  },
} satisfies Record<Decision, Step>

const Signed = ({ signing, ...step }: Step & { signing: Signing }) => {
  const { detail, reason, credentialId } = signing
  const { decision } = step
  return (
    <div className="max-w-[28rem]">
      <ConfirmedAction
        label={deedOf(step.verb, detail)}
        look={step.look}
        refusal={refusalOf(signing, step)}
        notDone={step.notDone}
        act={async () => {
          if (credentialId === undefined) return
          const { id: subjectId, subjectType } = detail
          const subject = { subjectType, subjectId, revision: 1 }
          const said = decision === 'propose' ? detail.reason : reason
          await sign({ ...subject, decision, reason: said, credentialId })
        }}
      >
        <Question detail={detail}>{step.follows}</Question>
      </ConfirmedAction>
    </div>
  )
}

const refusalOf = ({ detail, reason }: Signing, step: Step): string | undefined => {
  const { allowed, sentence } = detail.permissions[step.decision]
  if (!allowed) return sentence
  return reason === '' ? step.needsReason : undefined
}

const Question = ({ detail, children }: { detail: ChangeDetail; children: ReactNode }) => (
  <>
    <p>
      {detail.title}. {children}
    </p>
    {detail.fingerprint === null ? null : (
      <p className="mt-2">
        <Fingerprint fingerprint={detail.fingerprint} big />
      </p>
    )}
  </>
)

const Execute = ({ detail }: ChangeDecisionProps) => {
  const { execute } = detail.permissions
  return (
    <div className="max-w-[28rem]">
      <ConfirmedAction
        label={deedOf('Put into effect', detail)}
        refusal={execute.allowed ? undefined : execute.sentence}
        notDone="Nothing has taken effect."
        act={() => executeChange(detail.id)}
      >
        <Question detail={detail}>
          It takes effect at once and is undone only by another change.
        </Question>
      </ConfirmedAction>
    </div>
  )
}
