// Where the identity provider sends people back to.
import { handlers } from '@/lib/server/session'

export const { GET, POST } = handlers
