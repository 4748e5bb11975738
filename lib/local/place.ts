// Where the stand-ins keep their data, and as whom the database runs.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')
export const localFolder = join(root, '.local')

/** A user whom PostgreSQL accepts when the launcher itself is root. */
export type Identity = { uid: number; gid: number }

const isRoot = process.getuid?.() === 0

export const databaseIdentity = (): Identity | null => {
  if (!isRoot) return null
  // PostgreSQL looks its user up by name, so an id without a passwd entry would be refused.
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: ask('-u'), gid: ask('-g') }
}

/**
 * The checkout's `.local`, or for root a folder of the checkout's own outside it: the user that
 * root drops to could not pass through a checkout below a folder that is closed to others.
 */
export const dataHome = (): string => {
  if (!isRoot) return madeFolder(localFolder)
  const key = createHash('sha256').update(root).digest('hex').slice(0, 12)
  madeFolder('/var/lib/ballast')
  return madeFolder(join('/var/lib/ballast', `${basename(root)}-${key}`))
}

/** Makes a folder that others can pass through, whatever the umask. */
export const madeFolder = (folder: string): string => {
  mkdirSync(folder, { recursive: true })
  if (isRoot) chmodSync(folder, 0o755)
  return folder
}
