// What `ballast log check` remembers of a log between two runs: only what was verified.
import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { readCanonicalJson } from '@/lib/domain/json-reading'
import { canonicalJson } from '@/lib/domain/canonical-json'
import {
  hasShape,
  hex,
  list,
  name,
  oneOf,
  record,
  text,
  decimal,
  type ShapeOf,
} from '@/lib/domain/json-shape'
import { utf8Text } from '@/lib/domain/utf8'
import { codeOf } from './outcome'
import { readProofFile } from './proof-file'

const index = decimal(16)
const MEMORY = record({
  v: oneOf(1),
  type: oneOf('log-memory'),
  origin: name(1000),
  checkpoint: text(/^[^\0]{1,1000000}$/, 'a checkpoint'),
  /** Keys that the log's own entries made valid, and those that they retired. */
  keys: list(name(1000)),
  retired: list(name(1000)),
  snapshots: list(record({ index, snapshotId: name(1000) })),
  proposals: list(
    record({ index, clawbackId: name(1000), snapshotIndex: index, lossEventsDigest: hex() }),
  ),
  executions: list(record({ index, clawbackId: name(1000), proposalIndex: index })),
})
export type LogMemory = ShapeOf<typeof MEMORY>

/** The file where a log is remembered when nobody names one: by its origin, in the user's state folder. */
export const memoryPath = (
  origin: string,
  environment: Record<string, string | undefined> = process.env,
): string => {
  const state = environment['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state')
  return join(state, 'ballast', `${origin.replace(/[^A-Za-z0-9.-]/g, '_')}.json`)
}

/** What was remembered, null when nothing was yet, or why the file cannot be used. */
export const readMemory = async (
  path: string,
  origin: string,
): Promise<{ memory: LogMemory | null } | { problem: string }> => {
  const read = await readProofFile(path)
  if ('problem' in read) {
    return read.problem.includes('(ENOENT)') ? { memory: null } : { problem: read.problem }
  }
  const content = readCanonicalJson(utf8Text(read.bytes) ?? '')
  const memory = 'value' in content ? content.value : null
  if (!hasShape(memory, MEMORY)) {
    return { problem: 'found a file that is none of this command, expected one that it wrote' }
  }
  return memory.origin === origin
    ? { memory }
    : { problem: 'found what is remembered of another log, expected a file of its own for each' }
}

/** Whoever reads the file meanwhile sees the old content or the new one, whole. */
export const writeMemory = async (path: string, memory: LogMemory): Promise<string | null> => {
  const temporary = `${path}.${randomUUID()}.part`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, canonicalJson(memory))
    await rename(temporary, path)
    return null
  } catch (error) {
    await rm(temporary, { force: true })
    return `found ${codeOf(error)}, expected a path that can be written`
  }
}
