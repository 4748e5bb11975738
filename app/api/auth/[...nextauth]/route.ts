// Where the identity provider sends people back to.
import { receiveSignIn } from '@/lib/server/session'

export const GET = receiveSignIn
