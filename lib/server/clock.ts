// The reading clock: the time an answer was made. Signing and releasing use the database's time.
import 'server-only'

export const isoNow = (): string => `${new Date().toISOString().slice(0, 19)}Z`
