// How files come in: looked at before they are read, read before they are kept, and never twice.
import { MAX_FILE_BYTES } from '@/lib/domain/verification-file'
import { words } from './verifier-words'

export type OpenedFile = { name: string; bytes: Uint8Array }
export type GivenFile = {
  readonly name: string
  readonly size: number
  readonly arrayBuffer: () => Promise<ArrayBuffer>
}
export type Intake = { files: readonly OpenedFile[]; problems: readonly string[] }

const MAX_FILES = 20

const text = words.files

/** Reads what is not too large; a sentence for each that is, or that cannot be read. */
export const takeIn = async (given: readonly GivenFile[]): Promise<Intake> => {
  const taken = await Promise.all(given.slice(0, MAX_FILES).map(takeOne))
  const problems = taken.filter((one) => typeof one === 'string')
  if (given.length > MAX_FILES) problems.push(text.tooMany)
  return { files: taken.filter((one) => typeof one !== 'string'), problems }
}

const takeOne = async (given: GivenFile): Promise<OpenedFile | string> => {
  const { name, size } = given
  if (size > MAX_FILE_BYTES) return text.tooLarge(name)
  try {
    const bytes = new Uint8Array(await given.arrayBuffer())
    return bytes.length === 0 ? text.empty(name) : { name, bytes }
  } catch {
    return text.unreadable(name)
  }
}

/** Pasted text as the file it was: JSON has nothing around it, every other kind ends with a line end. */
export const pasted = (content: string, number: number): GivenFile => {
  const bare = content.trim()
  const bytes = new TextEncoder().encode(bare === '' || bare.startsWith('{') ? bare : `${bare}\n`)
  return {
    name: text.pastedName(number),
    size: bytes.length,
    arrayBuffer: () => Promise.resolve(bytes.buffer),
  }
}

/** What is open after more was taken in: the same bytes are open once. */
export const withFiles = (open: readonly OpenedFile[], more: Intake): Intake => {
  const files = [...open]
  const problems = [...more.problems]
  for (const file of more.files) {
    if (files.some((other) => isSame(other.bytes, file.bytes))) problems.push(text.same(file.name))
    else if (files.length < MAX_FILES) files.push(file)
    else problems.push(text.tooMany)
  }
  return { files, problems: [...new Set(problems)] }
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])
