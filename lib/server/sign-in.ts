// The two forms that begin and end a session; both are posted by the console's own pages only.
import 'server-only'
import { env, isOwnHost } from './env'
import { database } from './database'
import { limited, senderOf } from './rate-limit'
import { answerHeaders } from './security-headers'
import { closeSession, refusedSignIn, signIn, signOut } from './session'

export const beginSignIn = async (request: Request): Promise<Response> => {
  if (!isOwnForm(request)) return refusedForm()
  const sender = senderOf(request)
  const limit = await database().once((db) => limited(db, { rate: 'sign-in', sender }))
  if (limit) return refusedSignIn(limit)
  const form = await request.formData()
  const person = form.get('person')
  const hint = typeof person === 'string' && person !== '' ? { login_hint: person } : {}
  // A login that is already there does not count as a new one, however the provider remembers it.
  const again = form.get('again') === 'yes' ? { prompt: 'login', max_age: '0' } : {}
  const wanted = form.get('next')
  const redirectTo = typeof wanted === 'string' && /^\/(?!\/)[\w/-]*$/.test(wanted) ? wanted : '/'
  const target: unknown = await signIn(
    'oidc',
    { redirectTo, redirect: false },
    { ...hint, ...again },
  )
  return seeOther(typeof target === 'string' ? target : '/sign-in')
}

export const endSignIn = async (request: Request): Promise<Response> => {
  if (!isOwnForm(request)) return refusedForm()
  await closeSession()
  await signOut({ redirect: false })
  return seeOther(`${env().CONSOLE_ORIGIN}/sign-in`)
}

const isOwnForm = (request: Request): boolean =>
  request.headers.get('origin') === env().CONSOLE_ORIGIN && isOwnHost(request)

const refusedForm = () =>
  new Response('The form did not come from the console. Nothing was done.', {
    status: 403,
    headers: answerHeaders,
  })

const seeOther = (location: string) =>
  new Response(null, { status: 303, headers: { ...answerHeaders, location } })
