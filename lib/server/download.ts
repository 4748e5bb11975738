// A file that a verb hands out, produced piece by piece so that its size never meets the memory.
import 'server-only'
import * as z from 'zod'

export type Download = {
  fileName: string
  contentType: string
  /** True for published files, which never change and may be cached by anybody. */
  immutable: boolean
  /** Shown by a browser instead of saved; published files always are. */
  isInline?: boolean
  pieces: AsyncIterable<string | Uint8Array, unknown> | Iterable<string | Uint8Array, unknown>
}

export const download = z.custom<Download>((value) => isDownload(value))

export const isDownload = (value: unknown): value is Download =>
  typeof value === 'object' && value !== null && 'pieces' in value && 'fileName' in value

export const streamOf = ({ pieces }: Download): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  const iterator:
    AsyncIterator<string | Uint8Array, unknown> | Iterator<string | Uint8Array, unknown> =
    Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const step = await iterator.next()
      if (step.done === true) controller.close()
      else
        controller.enqueue(typeof step.value === 'string' ? encoder.encode(step.value) : step.value)
    },
  })
}
