// The export of all statements of a run: its time, its size, and what the server's memory does meanwhile.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import type { ProofsRun } from './bench-proofs-run'
import { publisherHeaders, refuseUnverified } from './bench-proofs-statements'
import { tell } from './measurement'
import type { Stack } from './stack'

const MOST_MILLISECONDS = 600_000
const KEPT_EVERY = 500

export const benchExport = async (
  stack: Stack,
  { clawbackId, size }: ProofsRun & { size: number },
): Promise<void> => {
  const { cookie = '' } = await publisherHeaders(stack)
  const before = residentBytes()
  const memory = [before]
  const watch = setInterval(() => memory.push(residentBytes()), 500)
  const began = performance.now()
  const response = await fetch(`${stack.origin}/api/clawbacks/${clawbackId}/statements.ndjson`, {
    headers: { cookie },
    signal: AbortSignal.timeout(MOST_MILLISECONDS),
  })
  const { lines, bytes, kept, checksum } = await readLines(response)
  const milliseconds = performance.now() - began
  clearInterval(watch)
  refuseUnverified(kept, stack.env)
  const about = { size, checksum: `${lines} statements, ${checksum}` }
  tell({ ...about, name: 'export of all statements', unit: 'ms', values: [milliseconds] })
  const perSecond = [(lines / milliseconds) * 1000]
  tell({ ...about, name: 'export: statements', unit: 'per second', values: perSecond })
  tell({ ...about, name: 'export: its size', unit: 'bytes', values: [bytes] })
  tell({ ...about, name: 'export: the server before it', unit: 'bytes', values: [before] })
  tell({ ...about, name: 'export: the server meanwhile', unit: 'bytes', values: memory })
}

const readLines = async (response: Response) => {
  const [decoder, hash, kept]: [TextDecoder, ReturnType<typeof createHash>, string[]] = [
    new TextDecoder(),
    createHash('sha256'),
    [],
  ]
  let [lines, bytes, rest] = [0, 0, '']
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    hash.update(chunk)
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = parts.pop() ?? ''
    for (const line of parts) if (lines++ % KEPT_EVERY === 0) kept.push(line)
  }
  if (!response.ok || rest !== '') throw new Error(`the export ended early: ${rest.slice(0, 300)}`)
  return { lines, bytes, kept, checksum: hash.digest('hex').slice(0, 16) }
}

/** Of the server, which is a child of this process. */
const residentBytes = (): number => {
  const listed = execFileSync('ps', ['-axo', 'ppid=,rss=,args='], { encoding: 'utf8' })
  const line = listed
    .split('\n')
    .find((one) => /next/.test(one) && Number(one.trim().split(/\s+/)[0]) === process.pid)
  return Number(line?.trim().split(/\s+/)[1] ?? 0) * 1024
}
