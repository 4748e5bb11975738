'use client'
// Pausing everything by one person at once, and proposing to lift the pause.
import { useQuery } from '@tanstack/react-query'
import { deskQuery } from '@/lib/client/desk'
import { ProposeChange } from './propose-change'

export const PauseForm = () => {
  const { data: desk } = useQuery(deskQuery())
  if (desk === undefined) return null
  const { pause } = desk
  return pause === null ? (
    <ProposeChange
      name="pause"
      label="Pause everything"
      look="plain"
      change={{ kind: 'paused' }}
      right="pause"
    >
      <p>
        Nothing is proposed, approved or executed until the pause is lifted, which needs the highest
        quorum. Rejecting, vetoing, taking back and reading still work. Everybody sees your reason.
      </p>
    </ProposeChange>
  ) : (
    <ProposeChange
      name="resume"
      label="Propose to lift the pause"
      change={{ kind: 'resumed' }}
      right="resume"
    >
      <p>
        Paused by {pause.by}: {pause.reason}
      </p>
    </ProposeChange>
  )
}
