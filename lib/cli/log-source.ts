// Fetches a log's public files one by one, each within limits of bytes and time, from its own address alone.
import { codeOf } from './outcome'
import { quoted } from '@/lib/domain/assert'
import { readEntryBundle, TILE_WIDTH, tilePath, type Tile } from '@/lib/domain/log-tile'
import { utf8Text } from '@/lib/domain/utf8'

type Fetched<T> = T | { problem: string }

/** Where a log is read from; a problem is a sentence part: "GET …: …". */
export type LogSource = {
  checkpoint: () => Promise<Fetched<{ note: string }>>
  /** 32 bytes a hash, as many as the tile is wide. */
  hashes: (tile: Tile) => Promise<Fetched<{ bytes: Uint8Array }>>
  entries: (tile: Tile) => Promise<Fetched<{ entries: Uint8Array[] }>>
}

export type SourceLimits = {
  requestMilliseconds: number
  totalMilliseconds: number
  totalBytes: number
}

const LIMITS: SourceLimits = {
  requestMilliseconds: 30_000,
  totalMilliseconds: 600_000,
  totalBytes: 2 ** 32,
}
const MAX_NOTE_BYTES = 1_000_000
const MAX_ENTRY_BYTES = 65_537
const HASH_BYTES = 32

/** The log below an address without a slash at its end. */
export const logSource = (address: string, limits = LIMITS): LogSource => {
  const get = getter(address, limits)
  return {
    checkpoint: async () => {
      const fetched = await get('checkpoint', MAX_NOTE_BYTES)
      if (!('bytes' in fetched)) return fetched
      const note = utf8Text(fetched.bytes)
      return note === null ? { problem: `${address}/checkpoint: expected UTF-8 text` } : { note }
    },
    hashes: async (tile) => {
      const fetched = await getTile(get, tile, HASH_BYTES)
      if ('problem' in fetched) return fetched
      const length = tile.width * HASH_BYTES
      const { bytes } = fetched
      return bytes.length === fetched.width * HASH_BYTES
        ? { bytes: bytes.subarray(0, length) }
        : { problem: `${address}/${tilePath(tile)}: expected ${length} bytes, got ${bytes.length}` }
    },
    entries: async (tile) => {
      const fetched = await getTile(get, tile, MAX_ENTRY_BYTES)
      if ('problem' in fetched) return fetched
      const read = readEntryBundle(fetched.bytes, fetched.width)
      return 'problem' in read
        ? { problem: `${address}/${tilePath(tile)}: ${read.problem}` }
        : { entries: read.entries.slice(0, tile.width) }
    },
  }
}

type Get = (
  path: string,
  most: number,
) => Promise<{ bytes: Uint8Array } | { problem: string; status?: number }>

/** A partial tile may be gone once the full one is there: the log grew while it was read. */
const getTile = async (
  get: Get,
  tile: Tile,
  itemBytes: number,
): Promise<{ bytes: Uint8Array; width: number } | { problem: string }> => {
  const { width } = tile
  const fetched = await get(tilePath(tile), width * itemBytes)
  if ('bytes' in fetched) return { bytes: fetched.bytes, width }
  if (fetched.status !== 404 || width === TILE_WIDTH) return fetched
  const full = await get(tilePath({ ...tile, width: TILE_WIDTH }), TILE_WIDTH * itemBytes)
  return 'bytes' in full ? { bytes: full.bytes, width: TILE_WIDTH } : fetched
}

const getter = (address: string, limits: SourceLimits): Get => {
  const end = performance.now() + limits.totalMilliseconds
  let left = limits.totalBytes
  return async (path, most) => {
    const url = `${address}/${path}`
    const wait = Math.min(limits.requestMilliseconds, end - performance.now())
    const got = await withinTime(wait, (signal) =>
      fetchedFrom(url, { signal, most: Math.min(most, left) }),
    )
    if (got === null) return { problem: `${url}: no whole answer in time` }
    if ('bytes' in got) left -= got.bytes.length
    return got
  }
}

/**
 * Null once the time is over, whatever the work then does. Node may collect AbortSignal.timeout and
 * AbortSignal.any before they fire; a timer that holds its controller is never collected.
 */
const withinTime = async <T>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T | null> => {
  if (milliseconds <= 0) return null
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => {
      resolve(null)
      controller.abort()
    }, milliseconds)
  })
  return await Promise.race([work(controller.signal), late]).finally(() => {
    clearTimeout(timer)
  })
}

const fetchedFrom = async (
  url: string,
  { signal, most }: { signal: AbortSignal; most: number },
): ReturnType<Get> => {
  try {
    // Another host is not the log that was asked for, whatever it sends.
    const response = await fetch(...reachable(url, signal))
    if (response.status !== 200) {
      await response.body?.cancel()
      return { problem: `${url}: ${statusSentence(response.status)}`, status: response.status }
    }
    const bytes = await bodyOf(response, { signal, most })
    return bytes === null ? { problem: `${url}: the answer is longer than it may be` } : { bytes }
  } catch (error) {
    return { problem: `${url}: ${causeOf(error)}` }
  }
}

/** Names below localhost are this machine (RFC 6761), which Node's resolver does not know. */
const reachable = (address: string, signal: AbortSignal): [URL, RequestInit] => {
  const url = new URL(address)
  const { host } = url
  if (url.hostname.endsWith('.localhost')) url.hostname = 'localhost'
  return [url, { redirect: 'manual', signal, headers: url.host === host ? {} : { host } }]
}

const statusSentence = (status: number): string =>
  status >= 300 && status < 400
    ? `answered ${status}; redirections are not followed`
    : `answered ${status}, expected 200`

/** The whole body, or null as soon as it is longer than it may be. */
const bodyOf = async (
  { body }: Response,
  { signal, most }: { signal: AbortSignal; most: number },
): Promise<Uint8Array | null> => {
  if (body === null) return new Uint8Array()
  const reader = body.getReader() as ReadableStreamDefaultReader<Uint8Array>
  // Once the head has come, fetch may forget the signal.
  const leave = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', leave)
  const pieces: Uint8Array[] = []
  let size = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length
    if (size > most) {
      leave()
      return null
    }
    pieces.push(next.value)
  }
  return new Uint8Array(Buffer.concat(pieces))
}

const causeOf = (error: unknown): string => {
  if (error instanceof Error && error.cause !== undefined)
    return `no answer (${codeOf(error.cause)})`
  return `no answer (${quoted(codeOf(error))})`
}
