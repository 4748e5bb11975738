'use client'
// The last question before something that cannot be undone: focus on Cancel, and where asked, the fingerprint typed.
import { AlertDialog } from 'radix-ui'
import { useState, type ReactNode } from 'react'
import { Button } from './button'
import { TextField } from './text-field'

export type ConfirmDialogProps = {
  title: string
  // What will happen, to whom, and what cannot be undone.
  children: ReactNode
  // Verb, object and amount.
  confirmLabel: ReactNode
  // Characters to be typed, in any case and with any spaces.
  typed?: { expected: string; label: string }
  isBusy?: boolean
  // A Notice, when it was refused or failed.
  problem?: ReactNode
  onConfirm: () => void
  onCancel: () => void
}

export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const [text, setText] = useState('')
  const isTyped = props.typed === undefined || bare(text) === bare(props.typed.expected)
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => (isOpen ? undefined : props.onCancel())}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-20 bg-paper-sunken/80" />
        <AlertDialog.Content className="fixed top-1/2 left-1/2 z-20 grid max-h-[90vh] w-[min(36rem,calc(100vw-2rem))] -translate-1/2 gap-4 overflow-y-auto border border-rule-strong bg-paper p-6">
          <AlertDialog.Title className="text-heading">{props.title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div>{props.children}</div>
          </AlertDialog.Description>
          {props.typed === undefined ? null : (
            <TextField
              id="confirm-typed"
              label={props.typed.label}
              value={text}
              mono
              spellCheck={false}
              onChange={(event) => setText(event.currentTarget.value)}
            />
          )}
          {props.problem}
          <div className="flex flex-wrap items-start gap-3">
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            <div>
              <Button
                look="go"
                busy={props.isBusy ?? false}
                disabledReason={isTyped ? undefined : 'The typed characters do not match yet.'}
                onClick={props.onConfirm}
              >
                {props.confirmLabel}
              </Button>
            </div>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

const bare = (text: string) => text.replaceAll(/[\s-]/g, '').toUpperCase()
