// When a change takes effect and who is needed, in words.
import { durationText } from '@/components/ui/duration-text'
import type { DeskJson } from '@/lib/wire/desk'

/** narrows: only takes rights away; resumes: lifts the pause, without a delay; widens: everything else. */
export type Effect = 'narrows' | 'resumes' | 'widens'

/** What narrows needs nobody else; what gives rights needs the strictest quorum in force, and time. */
export const effectText = (
  { quorumText, delaySeconds }: DeskJson['widening'],
  effect: Effect,
): string => {
  if (effect === 'narrows')
    return 'It only takes rights away: it takes effect at once, and your signature is enough.'
  const needed = `It needs ${quorumText} besides your signature`
  return effect === 'resumes' || delaySeconds === 0
    ? `${needed}, and can take effect as soon as they are given.`
    : `${needed}, and takes effect ${durationText(delaySeconds)} after the proposal at the earliest.`
}
