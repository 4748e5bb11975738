// What whoever gets a file of this venue does with it: read it whole, and check it against the log's keys.
import { verifyFiles } from '@/lib/domain/verification'
import type { Download } from './download'
import { place } from './envelope'
import { env } from './env'

/** A download's whole text. */
export const textOf = async ({ pieces }: Download): Promise<string> => {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of pieces)
    text += typeof piece === 'string' ? piece : decoder.decode(piece)
  return text
}

/** What a verifier of this venue's statements pins. */
export const pins = () => ({ origin: place().logOrigin, keys: env().LOG_KEYS, retired: [] })

/** Every check of one file that fails, by its name; none when it is accepted. */
export const failures = (text: string, account: string | null): string[] => {
  const files = [{ name: 'file.json', bytes: new TextEncoder().encode(text) }]
  return verifyFiles(files, { pins: pins(), account, kept: null }).flatMap(({ kind, checks }) =>
    kind === 'unreadable'
      ? ['unreadable']
      : checks
          .filter(({ isPassed }) => !isPassed)
          .map(({ name, sentence }) => `${name}: ${sentence}`),
  )
}
