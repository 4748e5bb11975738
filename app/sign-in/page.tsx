// Sign-in: one button to the identity provider; in the demo, one for each role.
import type { Metadata } from 'next'
import { DemoBanner } from '@/components/shell/demo-banner'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { demoPeople, isDemo, requireConsoleHost, venueName } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<{ error?: string }> }

export default async function SignInPage({ searchParams }: Props) {
  await requireConsoleHost()
  const { error } = await searchParams
  const people = demoPeople()
  return (
    <>
      {isDemo() ? <DemoBanner /> : null}
      <main className="mx-auto grid max-w-statement gap-6 p-4 pt-12 text-read leading-read">
        <h1 className="text-figure">Ballast</h1>
        <p className="text-ink-2">
          Fund health, clawbacks and their sign-off for officers of {venueName()}.
        </p>
        {error === undefined ? null : (
          <Notice
            title="You were not signed in."
            notDone="No session was opened."
            next="Try again. If it stays, ask an administrator whether you are registered as an officer."
          />
        )}
        <form action="/sign-in/start" method="post" className="grid gap-2">
          {people.map(({ sub, name, roles }) => (
            <Button key={sub} type="submit" name="person" value={sub} size="big">
              Sign in as {name} ({roles.join(', ')})
            </Button>
          ))}
          {people.length > 0 ? null : (
            <Button type="submit" look="go" size="big">
              Sign in with your company account
            </Button>
          )}
        </form>
      </main>
    </>
  )
}
