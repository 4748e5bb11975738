// The seeds of the log's keys on this machine, and how one takes the place of another.
import { randomBytes } from 'node:crypto'

/** An Ed25519 seed in hexadecimal. */
export const seed = (): string => randomBytes(32).toString('hex')

/** A new key beside the last one; a key that was already the older of two is retired. */
export const rotateLogKeys = (seeds: readonly string[]): string[] => [...seeds.slice(-1), seed()]
