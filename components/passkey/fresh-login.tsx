// How long the last login still lets a key be enrolled, and the way to a new one.
import { Button } from '@/components/ui/button'
import { Countdown } from '@/components/ui/countdown'

export type FreshLoginProps = {
  // Null when it is too old.
  until: string | null
  asOf: string
  here: string
  person: string | undefined
}

export const FreshLogin = ({ until, asOf, here, person }: FreshLoginProps) =>
  until === null ? (
    <form action="/sign-in/start" method="post" className="mt-4 print:hidden">
      <input type="hidden" name="again" value="yes" />
      <input type="hidden" name="next" value={here} />
      {person === undefined ? null : <input type="hidden" name="person" value={person} />}
      <Button type="submit" size="big">
        Sign in again
      </Button>
    </form>
  ) : (
    <p className="mt-4 text-small text-ink-2 print:hidden">
      Your login lets you enrol for another <Countdown until={until} asOf={asOf} />.
    </p>
  )
