'use client'
// Copies a code to the clipboard and says so.
import { useState } from 'react'

export type CopyWords = { copy: string; copied: string; byHand: string }

export type CopyButtonProps = {
  text: string
  // What is copied: "fingerprint", "report digest".
  name: string
  // In the reader's language.
  words?: CopyWords
}

export const CopyButton = ({ text, name, words = english }: CopyButtonProps) => {
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
        {words.copy}
        <span className="sr-only"> {name}</span>
      </button>
      <span role="status" className="ml-1 text-ink-2">
        {outcome === 'copied' ? words.copied : null}
        {outcome === 'refused' ? words.byHand : null}
      </span>
    </span>
  )
}

const english = { copy: 'Copy', copied: 'copied', byHand: 'select it and copy by hand' }
