// When a change takes effect and who is needed, in words.
import { durationText } from '@/components/ui/duration-text'
import type { DeskJson } from '@/lib/wire/desk'

/** What narrows needs nobody else and no delay; what gives rights needs the strictest quorum in force. */
export const effectText = (
  { quorumText, delaySeconds }: DeskJson['widening'],
  { isNarrowing }: { isNarrowing: boolean },
): string =>
  isNarrowing
    ? 'It only takes rights away: it takes effect at once, and your signature is enough.'
    : `It gives rights: it needs ${quorumText} besides your signature, and takes effect ${durationText(delaySeconds)} after the proposal at the earliest.`
