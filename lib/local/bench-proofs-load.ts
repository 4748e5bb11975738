// So many requests by so many readers at once: how long each took, and all of them together.
import { createHash } from 'node:crypto'
import { medianOf, tell } from './measurement'

export type Load<Answer> = { times: number[]; milliseconds: number; answers: Answer[] }

export const load = async <Answer>(
  { requests, readers }: { requests: number; readers: number },
  ask: (request: number) => Promise<Answer>,
): Promise<Load<Answer>> => {
  const [times, answers]: [number[], Answer[]] = [[], []]
  let next = 0
  const read = async () => {
    while (next < requests) {
      const request = next
      next += 1
      const began = performance.now()
      answers[request] = await ask(request)
      times.push(performance.now() - began)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: readers }, read))
  return { times, milliseconds: performance.now() - began, answers }
}

type About = { name: string; size: number; checksum: string; roundTrips?: number }
type Yardstick = { name: string; median: number } | null

/** Two lines: the time of one request, and how many went by in a second. Answers what to compare with. */
export const tellLoad = (
  { times, milliseconds }: Omit<Load<unknown>, 'answers'>,
  { against = null, ...about }: About & { against?: Yardstick },
): Yardstick => {
  tell({ ...about, unit: 'ms', values: times, against })
  const values = [(times.length / milliseconds) * 1000]
  tell({ ...about, name: `${about.name}, all together`, unit: 'per second', values })
  return { name: about.name, median: medianOf(times) }
}

/** The first digits of a SHA-256 over texts or bytes. */
export const digestOf = (parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex').slice(0, 16)
}

/** The bytes of an answer that is as expected. */
export const bytesOf = async (address: string, request: RequestInit = {}): Promise<Uint8Array> => {
  const response = await fetch(address, { ...request, signal: AbortSignal.timeout(60_000) })
  const bytes = new Uint8Array(await response.arrayBuffer())
  if (response.ok) return bytes
  throw new Error(
    `${address} answered ${response.status}: ${new TextDecoder().decode(bytes).slice(0, 300)}`,
  )
}
