// An officer without a passkey in force, and the way to one.
import Link from 'next/link'

export const NoKey = () => (
  <p className="text-small text-ink-2">
    You have no passkey in force, so you can sign nothing. <Link href="/keys">Your keys</Link>
  </p>
)
