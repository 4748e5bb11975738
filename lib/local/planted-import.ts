// Proves that the import rules bite: a kernel file that reaches for the database must be refused.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cruise } from './checkers'
import { root } from './place'

const planted = 'lib/domain/planted-import.ts'

/** A run that was killed may have left the file behind. */
export const removePlantedImport = (): void => rmSync(join(root, planted), { force: true })

export const refusePlantedImport = async (): Promise<string> => {
  writeFileSync(join(root, planted), "export { openDatabase } from '@/db/client'\n")
  try {
    const { violations } = await cruise([planted])
    const refusal = violations.find((line) => line.startsWith(`${planted} → db/client.ts`))
    if (refusal !== undefined) return refusal
    throw new Error(`expected ${planted} to be refused, got ${violations.length} other violations`)
  } finally {
    removePlantedImport()
  }
}
