// Ends the session, here and in the database.
import { endSignIn } from '@/lib/server/sign-in'

export const POST = endSignIn
