// Begins a sign-in at the identity provider.
import { beginSignIn } from '@/lib/server/sign-in'

export const POST = beginSignIn
