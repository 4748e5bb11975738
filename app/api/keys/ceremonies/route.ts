// The beginning of an enrolment: a challenge, and what the authenticator is asked for.
import { endpoint } from '@/lib/server/endpoint'
import { beginEnrolment } from '@/lib/server/passkey'

export const POST = endpoint(beginEnrolment)
