// How the levies of a run came to whole units: cut down, brought to the exact sum, or whole from the start.
import type { SealedSchedule } from '@/lib/domain/allocation-schedule'

export const roundedAs = ({
  rule,
  rounding,
}: Pick<SealedSchedule, 'rule' | 'rounding'>): 'down' | 'exact' | 'whole' => {
  if (rule === 'queue') return 'whole'
  return rounding === 'floor' ? 'down' : 'exact'
}
