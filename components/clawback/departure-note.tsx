// That a run takes another rule or rounding than its policy announced, said plainly.
import { Icon } from '@/components/ui/icon'

export const DepartureNote = ({ sentence }: { sentence: string | null }) => (
  <p role="status" className={sentence === null ? undefined : 'font-semibold'}>
    {sentence === null ? null : (
      <>
        <Icon name="notice" />
        {sentence}
      </>
    )}
  </p>
)
