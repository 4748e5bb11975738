'use client'
// Makes a link that opens once and shows it once: only its digest is stored.
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { CopyButton } from '@/components/ui/copy-button'
import { Focused } from '@/components/ui/focused'
import { Notice } from '@/components/ui/notice'
import { ProblemNotice } from '@/components/ui/problem-notice'
import { Time } from '@/components/ui/time'
import { statementLinking, type StatementRef } from '@/lib/client/statement'
import type { StatementLink } from '@/lib/wire/statement'

export type StatementLinkingProps = { about: StatementRef; linkDays: number }

export const StatementLinking = ({ about, linkDays }: StatementLinkingProps) => {
  const [isAsking, setAsking] = useState(false)
  const link = useMutation(statementLinking(about))
  const close = () => {
    setAsking(false)
    if (link.error !== null) link.reset()
  }
  return (
    <>
      <Button busy={link.isPending} onClick={() => setAsking(true)}>
        Make a one-time link
      </Button>
      {isAsking ? (
        <ConfirmDialog
          title="Make a one-time link to this statement?"
          confirmLabel="Make a one-time link"
          isBusy={link.isPending}
          problem={
            link.error === null ? undefined : (
              <ProblemNotice error={link.error} notDone="No link is shown." />
            )
          }
          onConfirm={() => link.mutate(undefined, { onSuccess: () => setAsking(false) })}
          onCancel={() => {
            if (!link.isPending) close()
          }}
        >
          <p>
            Whoever has the link can open the statement once within {linkDays} days, and again for
            ten minutes after that, should the answer get lost. Send it to the owner of the account
            and to nobody else. Links that were made before stay as they are.
          </p>
        </ConfirmDialog>
      ) : null}
      {link.data === undefined ? null : <MadeLink {...link.data} />}
    </>
  )
}

const MadeLink = ({ address, expiresAt }: StatementLink) => (
  <div className="order-last basis-full">
    <Focused>
      <Notice
        kind="message"
        title="The link is shown only now"
        next={
          <>
            It opens once, until <Time at={expiresAt} />. Copy it before you leave this page.
          </>
        }
      >
        <p className="mt-2">
          <code translate="no" className="break-all">
            {address}
          </code>
          <CopyButton text={address} name="link" />
        </p>
      </Notice>
    </Focused>
  </div>
)
