// One word from the closed list of states, always with its icon; crimson is for "critical" alone.
import { Icon, type IconName } from './icon'

type Look = { icon: IconName; word: string; className: string }

const plain = ''
const outlined = 'rounded-control border border-current px-[5px] font-semibold'
const quiet = 'text-ink-2'

const looks = {
  draft: { icon: 'pen', word: 'Draft', className: quiet },
  proposed: { icon: 'waiting', word: 'Proposed', className: plain },
  approved: { icon: 'ok', word: 'Approved', className: plain },
  executed: { icon: 'done', word: 'Executed', className: 'font-semibold' },
  settling: { icon: 'waiting', word: 'Settling', className: plain },
  held: { icon: 'warning', word: 'Held', className: outlined },
  settled: { icon: 'done', word: 'Settled', className: 'font-semibold' },
  rejected: { icon: 'no', word: 'Rejected', className: outlined },
  superseded: { icon: 'replaced', word: 'Superseded', className: quiet },
  withdrawn: { icon: 'back', word: 'Withdrawn', className: quiet },
  expired: { icon: 'clock', word: 'Expired', className: quiet },
  vetoed: { icon: 'no', word: 'Vetoed', className: outlined },
  open: { icon: 'notice', word: 'Open', className: plain },
  pending: { icon: 'waiting', word: 'Pending', className: plain },
  mutualised: { icon: 'done', word: 'Mutualised', className: quiet },
  fresh: { icon: 'ok', word: 'Fresh', className: quiet },
  late: { icon: 'clock', word: 'Late', className: plain },
  stale: { icon: 'clock', word: 'Stale', className: outlined },
  critical: {
    icon: 'critical',
    word: 'Critical',
    className: 'rounded-control bg-critical px-1.5 font-semibold text-on-critical',
  },
  warning: { icon: 'warning', word: 'Warning', className: outlined },
  notice: { icon: 'notice', word: 'Notice', className: plain },
  ok: { icon: 'ok', word: 'OK', className: quiet },
} satisfies Record<string, Look>

export type StatusName = keyof typeof looks

// A different word (another language, a number) may stand beside the icon; a state without a word may not.
export const Status = ({ of, word }: { of: StatusName; word?: string | undefined }) => {
  const look = looks[of]
  return (
    <span className={`inline-flex items-baseline whitespace-nowrap ${look.className}`}>
      <Icon name={look.icon} />
      {word ?? look.word}
    </span>
  )
}
