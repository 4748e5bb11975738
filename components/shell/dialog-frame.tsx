'use client'
// The frame of a dialog that asks nothing: title, content, a way to close.
import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'

export type DialogFrameProps = { title: string; onClose: () => void; children: ReactNode }

export const DialogFrame = ({ title, onClose, children }: DialogFrameProps) => (
  <Dialog.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
    <Dialog.Portal>
      <Dialog.Overlay className="fixed inset-0 z-20 bg-paper-sunken/80" />
      <Dialog.Content
        aria-describedby={undefined}
        className="fixed top-16 left-1/2 z-20 max-h-[80vh] w-[min(32rem,calc(100vw-2rem))] -translate-x-1/2 overflow-y-auto border border-rule-strong bg-paper p-4"
      >
        <Dialog.Title className="mb-2 text-heading">{title}</Dialog.Title>
        {children}
        <Dialog.Close className="absolute top-3 right-3 min-h-6 min-w-6 text-small text-ink-2 underline">
          Close
        </Dialog.Close>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
)
