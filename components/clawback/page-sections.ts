// Which parts the page of a run has, in the order of the approver's screen (signoff.md §4).
import type { ClawbackDetail } from '@/lib/wire/clawback'

type SectionId =
  | 'summary'
  | 'seal'
  | 'changes'
  | 'waterfall'
  | 'schedule'
  | 'accounts'
  | 'reproduced'
  | 'freshness'
  | 'comments'
  | 'signed'
  | 'envelope'
  | 'execution'
  | 'statements'
  | 'decision'

export type PageSection = {
  id: SectionId
  // In the list of contents.
  title: string
  heading: string
  note?: string
}

export const pageSections = (detail: ClawbackDetail): PageSection[] => {
  const { previous, state } = detail
  const isSealed = detail.fingerprint !== null
  return [
    part('summary', 'Summary'),
    part('seal', 'Fingerprint, deadline'),
    ...(previous === null
      ? []
      : [
          part(
            'changes',
            `Since revision ${previous.revision}`,
            `What changed since revision ${previous.revision}`,
          ),
        ]),
    part('waterfall', 'Waterfall'),
    {
      ...part('schedule', 'Schedule, distribution', 'Schedule and distribution'),
      note: 'constants of the rule, exact',
    },
    part('accounts', 'Accounts'),
    ...(isSealed ? [part('reproduced', 'Reproduced', 'Reproduced in this browser')] : []),
    part('freshness', 'Freshness', 'Freshness of inputs'),
    part('comments', 'Comments'),
    ...(isSealed
      ? [
          { ...part('signed', 'Who has decided'), note: 'one rejection or veto ends it' },
          part('envelope', 'Envelope', 'What is signed'),
        ]
      : []),
    ...(state === 'executed'
      ? [part('execution', 'Execution'), part('statements', 'Statements')]
      : []),
    part('decision', state === 'draft' ? 'Your next step' : 'Your decision'),
  ]
}

const part = (id: SectionId, title: string, heading = title): PageSection => ({
  id,
  title,
  heading,
})
