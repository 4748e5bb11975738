// When live figures were made; says so when they could not be made anew.
import { RelativeTime } from './relative-time'
import { Time } from './time'

export type AsOfProps = {
  // ISO 8601 with Z.
  at: string
  // The failure of the last attempt to refresh, where it failed.
  error?: Error | null
}

export const AsOf = ({ at, error }: AsOfProps) => (
  <>
    As of <Time at={at} />
    <RelativeTime at={at} past />
    <span role="status">
      {error ? <b className="block text-ink">Not refreshed since. {error.message}</b> : null}
    </span>
  </>
)
