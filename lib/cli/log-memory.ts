// What `ballast log check` remembers of a log between two runs: only what was verified.
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  hasShape,
  hex,
  list,
  name,
  oneOf,
  record,
  text,
  decimal,
  shapeProblem,
  type ShapeOf,
} from '@/lib/domain/json-shape'
import { codeOf } from './outcome'

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

/** Some 70,000 proposals with the longest ids there are; no log of clawbacks comes near it. */
const MOST_BYTES = 64 * 1024 * 1024

/** What was remembered, null when nothing was yet, or why the file cannot be used. */
export const readMemory = async (
  path: string,
  origin: string,
): Promise<{ memory: LogMemory | null } | { problem: string }> => {
  const read = await readState(path)
  if (read === null) return { memory: null }
  if ('problem' in read) return read
  const memory = parsed(read.text)
  if (!hasShape(memory, MEMORY)) {
    return { problem: 'found a file that is none of this command, expected one that it wrote' }
  }
  return memory.origin === origin
    ? { memory }
    : { problem: 'found what is remembered of another log, expected a file of its own for each' }
}

const readState = async (path: string): Promise<{ text: string } | { problem: string } | null> => {
  try {
    const info = await stat(path)
    if (!info.isFile()) return { problem: 'found no plain file, expected one or none' }
    return info.size > MOST_BYTES
      ? { problem: sizeProblem(info.size) }
      : { text: await readFile(path, 'utf8') }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    const found = `found a file that cannot be read (${codeOf(error)})`
    return { problem: `${found}, expected a readable file` }
  }
}

const parsed = (content: string): unknown => {
  try {
    return JSON.parse(content) as unknown
  } catch {
    return null
  }
}

/**
 * Whoever reads the file meanwhile sees the old content or the new one, whole. Nothing is written
 * that readMemory would refuse: the answer is then a sentence, and what was remembered stays.
 */
export const writeMemory = async (path: string, memory: LogMemory): Promise<string | null> => {
  const temporary = `${path}.${randomUUID()}.part`
  const problem = shapeProblem(memory, MEMORY)
  if (problem !== null) return `found a log that cannot be remembered (${problem})`
  try {
    // Not canonicalJson: a checkpoint holds lines of other signers, in whatever Unicode form.
    const content = Buffer.from(JSON.stringify(memory))
    if (content.length > MOST_BYTES) return sizeProblem(content.length)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(temporary, content)
    await rename(temporary, path)
    return null
  } catch (error) {
    await rm(temporary, { force: true })
    return `found ${codeOf(error)}, expected a path that can be written`
  }
}

const sizeProblem = (length: number): string =>
  `found ${length} bytes to remember of this log, expected at most ${MOST_BYTES}`
