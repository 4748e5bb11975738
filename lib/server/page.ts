// What a page needs of the server: who is there, which host was asked, and a verb's answer.
import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { env, isConsoleHost, isPublicHost } from './env'
import type { Officer } from './officer'
import { currentOfficer } from './session'
import { type Access, refusedAccess, type Verb } from './verb'

/** The officer behind this page, or the way to sign in. Public hosts have no officer pages. */
export const requireOfficer = async (): Promise<Officer> => {
  const host = (await headers()).get('host')
  if (isPublicHost(host)) redirect('/transparency')
  if (!isConsoleHost(host)) notFound()
  return (await currentOfficer()) ?? redirect('/sign-in')
}

/** Public pages live on their own origin; asked elsewhere they send there. */
export const requirePublicHost = async (path: string): Promise<void> => {
  if (!isPublicHost((await headers()).get('host'))) redirect(`${env().PUBLIC_ORIGIN}${path}`)
}

export const requireConsoleHost = async (): Promise<void> => {
  if (!isConsoleHost((await headers()).get('host'))) notFound()
}

/** Calls a reading verb in this process, for a page that is being rendered. */
export const ask = async <Input, Output>(
  verb: Verb<Input, Output>,
  input: unknown,
  officer: Officer | null = null,
): Promise<Output> => {
  const outcome = await verb.call({ officer }, input)
  if (outcome.kind === 'done') return outcome.output
  if (outcome.kind === 'refusal' && outcome.code === 'unknown') notFound()
  if (outcome.kind === 'refusal' && outcome.code === 'first-start') redirect('/first-start')
  // A page's input is its address, and no page was ever linked at one that cannot be read.
  if (outcome.kind === 'invalid') notFound()
  throw new Error(outcome.kind === 'fault' ? outcome.reference : outcome.kind)
}

/** The sentence under a disabled button: why this officer may not call the verb; undefined when he may. */
export const refusedBecause = (verb: { access: Access }, officer: Officer): string | undefined =>
  refusedAccess(verb, officer)?.sentence

export const isDemo = (): boolean => env().BALLAST_ENV === 'demo'
export const venueName = (): string => env().VENUE_NAME
export const publicOrigin = (): string => env().PUBLIC_ORIGIN
/** People the demo's sign-in page offers; nobody anywhere else. */
export const demoPeople = () => (isDemo() ? env().FOUNDING_OFFICERS : [])
/** Whom the demo's identity provider shall sign in again without asking; undefined anywhere else. */
export const demoSubject = ({ name }: { name: string }): string | undefined =>
  demoPeople().find((person) => person.name === name)?.sub
