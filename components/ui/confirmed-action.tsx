'use client'
// A button for something that binds: it says why it is refused, asks once more, and shows what went wrong.
import { useState, type ReactNode } from 'react'
import { Button } from './button'
import { ConfirmDialog, type ConfirmDialogProps } from './confirm-dialog'
import { ProblemNotice } from './problem-notice'
import { useDeed, useReload } from './deed'

export type ConfirmedActionProps = {
  // Verb, object and amount; the dialog asks it as a question.
  label: string
  // Why this officer may not, in the kernel's words.
  refusal: string | undefined
  // What will happen, to whom, and what cannot be undone.
  children: ReactNode
  // go: the step that is asked for; plain: a way out beside it.
  look?: 'go' | 'plain'
  typed?: ConfirmDialogProps['typed']
  // What did not happen when it fails: "Nothing was executed."
  notDone: string
  act: () => Promise<unknown>
}

export const ConfirmedAction = (props: ConfirmedActionProps) => {
  const [isAsking, setAsking] = useState(false)
  const change = useDeed(props.act)
  const reload = useReload()
  const close = () => {
    setAsking(false)
    change.reset()
  }
  return (
    <>
      <Button
        look={props.look ?? 'go'}
        size="big"
        disabledReason={props.refusal}
        busy={change.isPending}
        onClick={() => setAsking(true)}
      >
        {props.label}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title={`${props.label}?`}
          confirmLabel={props.label}
          {...(props.typed === undefined ? {} : { typed: props.typed })}
          isBusy={change.isPending}
          problem={
            change.error === null ? undefined : (
              <ProblemNotice
                error={change.error}
                notDone={props.notDone}
                next={
                  <Button
                    onClick={() => {
                      close()
                      void reload()
                    }}
                  >
                    Reload
                  </Button>
                }
              />
            )
          }
          onConfirm={() => change.mutate(undefined, { onSuccess: () => setAsking(false) })}
          onCancel={() => {
            if (!change.isPending) close()
          }}
        >
          {props.children}
        </ConfirmDialog>
      ) : null}
    </>
  )
}
