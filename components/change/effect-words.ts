// When a change takes effect and who is needed, in words.
import { durationText } from '@/components/ui/duration-text'
import type { DeskJson } from '@/lib/wire/desk'

/** What takes rights away needs nobody else; what gives some needs the strictest quorum in force, and time. */
export const effectText = (
  { quorumText, delaySeconds }: DeskJson['widening'],
  right: keyof DeskJson['may'],
): string => {
  if (right !== 'widen' && right !== 'resume')
    return 'It takes effect as soon as you have signed it: nobody else is needed.'
  const needed = `It needs ${quorumText} besides your signature`
  return right === 'resume' || delaySeconds === 0
    ? `${needed}, and can take effect as soon as they are given.`
    : `${needed}, and takes effect ${durationText(delaySeconds)} after the proposal at the earliest.`
}
