// A file that somebody was sent, read whole within a limit: never a device, a pipe or more than that.
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { codeOf } from './outcome'

/** A statement has at most 2 MB, a report less; nothing above this is worth reading. */
export const MAX_PROOF_BYTES = 4 * 1024 * 1024

export type ReadProof = { bytes: Uint8Array } | { problem: string }

/** The bytes of a plain file, or why they are not read: "found …, expected …". */
export const readProofFile = async (path: string): Promise<ReadProof> => {
  try {
    // A pipe without a writer would otherwise never open.
    const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK)
    return await readPlain(handle).finally(() => handle.close())
  } catch (error) {
    const found = `found a file that cannot be read (${codeOf(error)})`
    return { problem: `${found}, expected a readable file` }
  }
}

const readPlain = async (handle: FileHandle): Promise<ReadProof> => {
  const info = await handle.stat()
  if (info.isDirectory()) return { problem: 'found a folder, expected a file' }
  if (!info.isFile()) {
    return { problem: 'found a pipe or a device, expected a plain file' }
  }
  if (info.size > MAX_PROOF_BYTES) return tooLarge
  const bytes = await readUpTo(handle, MAX_PROOF_BYTES + 1)
  return bytes.length > MAX_PROOF_BYTES ? tooLarge : { bytes }
}

const tooLarge: ReadProof = {
  problem: `found a file of more than ${MAX_PROOF_BYTES} bytes, expected at most that many`,
}

/** What the system calls a file may grow while it is read. */
const readUpTo = async (handle: FileHandle, limit: number): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = []
  let size = 0
  while (size < limit) {
    const piece = new Uint8Array(Math.min(65_536, limit - size))
    const { bytesRead } = await handle.read(piece, 0, piece.length)
    if (bytesRead === 0) break
    pieces.push(piece.subarray(0, bytesRead))
    size += bytesRead
  }
  return new Uint8Array(Buffer.concat(pieces))
}
