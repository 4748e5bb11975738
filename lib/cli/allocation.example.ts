// A run of `ballast allocate` on a claims file that a test wrote, with defaults for what it leaves open.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runAllocate } from './allocation'
import type { Outcome } from './outcome'

/** Writes `content` as claims.csv in `folder` and runs the command on it with these words. */
export const allocateIn = async (
  folder: string,
  content: string | Uint8Array,
  words: readonly string[],
): Promise<Outcome> => {
  const claims = join(folder, 'claims.csv')
  await writeFile(claims, content)
  const defaults = { '--claims': claims, '--loss': '1', '--scale': '2' }
  const given = words.map((word) => word.split('=')[0])
  const others = Object.entries(defaults).flatMap((pair) => (given.includes(pair[0]) ? [] : pair))
  return runAllocate([...others, ...words])
}
