'use client'
// Copies a code to the clipboard and says so.
import { useState } from 'react'

export type CopyButtonProps = {
  text: string
  // What is copied: "fingerprint", "report digest".
  name: string
}

export const CopyButton = ({ text, name }: CopyButtonProps) => {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null)
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    )
  }
  return (
    <span className="ml-2 font-sans text-small whitespace-nowrap print:hidden">
      <button
        type="button"
        onClick={copy}
        className="min-h-6 min-w-6 rounded-control border border-control px-1.5"
      >
        Copy<span className="sr-only"> {name}</span>
      </button>
      <span role="status" className="ml-1 text-ink-2">
        {outcome === 'copied' ? 'copied' : null}
        {outcome === 'refused' ? 'select it and copy by hand' : null}
      </span>
    </span>
  )
}
