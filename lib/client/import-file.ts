// Sending a long file: read in the browser, cut between its lines, sent piece by piece, stored whole or not at all.
import { decodeFile, sizeProblem, type LineProblem } from '@/lib/wire/csv'
import { RequestProblem, type Problem } from './request'

export type FileText = { name: string; text: string } | { name: string; problem: LineProblem }

/** A file's text, or why it cannot be read; one that is too large is refused before it is read. */
export const readFile = async (file: File): Promise<FileText> => {
  const { name } = file
  const problem = sizeProblem(file.size)
  if (problem) return { name, problem }
  const bytes = await bytesOf(file)
  return { name, ...(bytes ? decodeFile(bytes) : { problem: UNREADABLE }) }
}

const UNREADABLE: LineProblem = {
  line: 1,
  field: null,
  found: 'a file that the browser cannot open',
  expected: 'a file that is still in its place; choose it again',
}

const bytesOf = async (file: File): Promise<Uint8Array | null> => {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    return null
  }
}

/** `text` is the header line and some data lines; `firstLine` is the line of the first of them in the file. */
export type Chunk = { text: string; firstLine: number }

// A request may hold 5 MB; a character may take three bytes.
const MOST = { rows: 5_000, characters: 1_000_000 }

/**
 * Cuts CSV text between lines and repeats the header on top of each piece. For text that was read
 * without a problem: no column takes a line break, so every one of them ends a row.
 */
export const chunksOf = (text: string, most = MOST): Chunk[] => {
  const [header = '', ...lines] = text.replace(/\r\n?/g, '\n').split(/(?<=\n)/)
  const chunks: Chunk[] = []
  let open = emptyAt(2)
  const close = () => chunks.push({ text: header + open.body, firstLine: open.firstLine })
  lines.forEach((line, index) => {
    const isFull = open.rows >= most.rows || open.body.length + line.length > most.characters
    // Blank lines stay with the rows above them: a piece of nothing else would be refused.
    if (isFull && open.rows > 0 && !isBlank(line)) {
      close()
      open = emptyAt(index + 2)
    }
    open.body += line
    open.rows += isBlank(line) ? 0 : 1
  })
  if (open.rows > 0) close()
  return chunks
}

const emptyAt = (firstLine: number) => ({ firstLine, rows: 0, body: '' })

const isBlank = (line: string): boolean => /^(?:"")?\n?$/.test(line)

export type ImportSteps<Result> = {
  open: (rows: number) => Promise<{ importId: string }>
  send: (chunk: Chunk & { importId: string }) => Promise<{ stored: number }>
  /** One step of what must be done with all rows before the end; asked again until done is all. */
  build?: (importId: string) => Promise<Building>
  finish: (importId: string) => Promise<Result>
}

export type Building = { done: number; of: number }

/** Sends a file's pieces one after the other. Fails as an ImportProblem, which knows how far it came. */
export const importFile = async <Result>(
  { text, rows }: { text: string; rows: number },
  steps: ImportSteps<Result>,
  onProgress: (stored: number, building?: Building) => void,
): Promise<Result> => {
  onProgress(0)
  const { importId } = await during('sending', () => steps.open(rows))
  let stored = 0
  for (const chunk of chunksOf(text)) {
    stored += (await during('sending', () => steps.send({ ...chunk, importId }))).stored
    onProgress(stored)
  }
  const { build } = steps
  for (let building = build && START; build && building && building.done < building.of;) {
    building = await during('sending', () => build(importId))
    onProgress(stored, building)
  }
  return during('finishing', () => steps.finish(importId))
}

const START: Building = { done: 0, of: 1 }

type Stage = 'sending' | 'finishing'

export class ImportProblem extends RequestProblem {
  /** Until everything has arrived nothing of the file counts; when only the last answer is lost, it may. */
  readonly isOutcomeKnown: boolean
  constructor(problem: Problem, stage: Stage) {
    super(problem)
    this.isOutcomeKnown = stage === 'sending' || problem.code !== 'unreachable'
  }
}

const during = async <Answer>(stage: Stage, ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof RequestProblem) throw new ImportProblem(error.problem, stage)
    throw error
  }
}
