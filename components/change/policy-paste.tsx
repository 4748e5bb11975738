'use client'
// Filling the form of a policy from its content as JSON; nothing is kept that is not understood.
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { TextareaField } from '@/components/ui/textarea-field'
import type { PolicyContent } from '@/lib/domain/policy'

export type PolicyPasteProps = { onRead: (content: PolicyContent) => void }

export const PolicyPaste = ({ onRead }: PolicyPasteProps) => {
  const [text, setText] = useState('')
  const [problems, setProblems] = useState<readonly string[] | null>(null)
  const read = async () => {
    const result = await readContent(text)
    setProblems('problems' in result ? result.problems : [])
    if ('content' in result) onRead(result.content)
  }
  return (
    <div className="grid max-w-[60rem] gap-3">
      <TextareaField
        id="policy-json"
        label="Content, JSON"
        rows={4}
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        hint="As a policy’s own page shows it. The fields above are replaced."
      />
      <div>
        <Button
          disabledReason={text.trim() === '' ? 'Paste the content first.' : undefined}
          onClick={() => void read()}
        >
          Fill the form from this text
        </Button>
      </div>
      {problems === null ? null : <Outcome problems={problems} />}
    </div>
  )
}

const Outcome = ({ problems }: { problems: readonly string[] }) =>
  problems.length === 0 ? (
    <Notice kind="message" title="The form is filled from the text." />
  ) : (
    <Notice title="The text is not the content of a policy." notDone="The form was not changed.">
      <ul className="list-disc pl-5">
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Notice>
  )

// Loaded only here: what reads JSON by its shape weighs more than the rest of the page.
const readContent = async (
  text: string,
): Promise<{ content: PolicyContent } | { problems: string[] }> => {
  const { policyContentJson } = await import('@/lib/wire/policy')
  const parsed = policyContentJson.safeParse(jsonOf(text))
  if (parsed.success) return { content: parsed.data }
  return {
    problems: parsed.error.issues.map(({ path, message }) =>
      path.length === 0 ? message : `${path.map(String).join('.')}: ${message}`,
    ),
  }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
