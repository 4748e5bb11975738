// A file that a verb hands out, produced piece by piece so that its size never meets the memory.
import 'server-only'
import * as z from 'zod'

export type Download = {
  fileName: string
  contentType: string
  /** True for published files, which never change and may be cached by anybody. */
  immutable: boolean
  pieces: AsyncIterable<string> | Iterable<string>
}

export const download = z.custom<Download>((value) => isDownload(value))

export const isDownload = (value: unknown): value is Download =>
  typeof value === 'object' && value !== null && 'pieces' in value && 'fileName' in value

export const streamOf = ({ pieces }: Download): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder()
  const iterator =
    Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await iterator.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
  })
}
