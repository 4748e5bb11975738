'use client'
// The end of every form that changes the desk: why, with which key, and when it takes effect.
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { ConfirmedAction } from '@/components/ui/confirmed-action'
import { KeyChoice } from '@/components/ui/key-choice'
import { Notice } from '@/components/ui/notice'
import { signedText } from '@/components/ui/signed-text'
import { TextareaField } from '@/components/ui/textarea-field'
import { type ChangeProgress, type ChangeSigning, proposeChange } from '@/lib/client/change'
import { deskQuery } from '@/lib/client/desk'
import type { ChangeInput } from '@/lib/wire/change'
import type { DeskJson } from '@/lib/wire/desk'
import { effectText } from './effect-words'

export type ProposeChangeProps = {
  // Stands before the ids of the fields, where a page holds several forms.
  name: string
  // Verb and object: "Add Ann Doe as approver".
  label: string
  // Null while the fields are not complete; `missing` says what is.
  change: ChangeInput | null
  missing?: string | undefined
  // What it does to rights: whether this officer may, how many it needs and when it takes effect follow.
  right: keyof DeskJson['may']
  look?: 'go' | 'plain'
  // What will happen, to whom, and what cannot be undone.
  children: ReactNode
}

export const ProposeChange = (props: ProposeChangeProps) => {
  const { name, change, right } = props
  const { data: desk } = useQuery(deskQuery())
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string>()
  const { progress, propose } = useProposing()
  if (desk === undefined) return null
  const reason = signedText(text)
  const credentialId = chosen ?? desk.keys[0]?.credentialId
  return (
    <div className="grid max-w-[60rem] gap-3 print:hidden">
      <TextareaField
        id={`${name}-reason`}
        label="Why"
        rows={2}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        hint="Read by everybody who decides, and kept. Never published."
      />
      <KeyChoice id={`${name}-key`} keys={desk.keys} chosen={credentialId} onChoose={setChosen} />
      <div>
        <ConfirmedAction
          label={props.label}
          look={props.look ?? 'go'}
          refusal={refusalOf(props, { desk, reason })}
          notDone={notDone(progress)}
          act={async () => {
            if (change === null || credentialId === undefined) return
            await propose({ change, reason, credentialId })
          }}
        >
          {props.children}
          <p className="mt-2">{effectText(desk.widening, right)}</p>
        </ConfirmedAction>
        <p className="mt-1 text-small text-ink-2">{effectText(desk.widening, right)}</p>
      </div>
      {progress === null ? null : <Aftermath progress={progress} />}
    </div>
  )
}

type Proposing = Pick<ChangeSigning, 'change' | 'reason' | 'credentialId'>

/** Another attempt at the same change goes on where the first one stopped. */
const useProposing = () => {
  const router = useRouter()
  const [attempt, setAttempt] = useState<{ of: string; progress: ChangeProgress } | null>(null)
  const propose = async (input: Proposing) => {
    const of = JSON.stringify([input.change, input.reason])
    const from = attempt?.of === of ? attempt.progress : null
    const onProgress = (progress: ChangeProgress) => setAttempt({ of, progress })
    const { changeId, reached } = await proposeChange({ ...input, from, onProgress })
    if (reached === 'proposed') router.push(`/changes/${changeId}`)
  }
  return { progress: attempt?.progress ?? null, propose }
}

const notDone = (progress: ChangeProgress | null): string => {
  if (progress === null) return 'Nothing was stored.'
  return progress.reached === 'drafted' ? 'Nothing was signed.' : 'Nothing has taken effect.'
}

const refusalOf = (
  { change, missing, right }: ProposeChangeProps,
  { desk, reason }: { desk: DeskJson; reason: string },
): string | undefined => {
  const permission = desk.may[right]
  if (!permission.allowed) return permission.sentence
  if (change === null) return missing ?? 'Something is missing or not right above.'
  return reason === '' ? 'Write why: everybody who decides reads it.' : undefined
}

const Aftermath = ({ progress: { changeId, reached } }: { progress: ChangeProgress }) => (
  <Notice
    kind={reached === 'drafted' ? 'problem' : 'message'}
    title={aftermath[reached]}
    next={<Link href={`/changes/${changeId}`}>Open {changeId}</Link>}
  />
)

const aftermath: Record<ChangeProgress['reached'], string> = {
  drafted: 'The change is stored as a draft, and nobody has signed it.',
  proposed: 'The change is signed and proposed.',
  'in-effect': 'The change is signed and in effect.',
}
