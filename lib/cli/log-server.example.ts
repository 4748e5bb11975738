// A log served over HTTP on this machine, for tests: what it answers may be replaced path by path.
import { createServer } from 'node:http'
import { entryBundle, readTilePath, tileNodes } from '@/lib/domain/log-tile'
import type { ExampleLog } from '@/lib/domain/log-whole.example'

/** Nothing at all where it is null. */
type Answer = Uint8Array | string | { status: number; location?: string } | null

export type LogServer = {
  address: string
  /** What is served from now on, at a size, with some paths answered otherwise. */
  serve: (log: ExampleLog, size: number, answers?: Record<string, Answer>) => void
  asked: string[]
  close: () => Promise<void>
}

/** A server on a free port of the loopback interface. */
export const startLogServer = async (): Promise<LogServer> => {
  let answer: (path: string) => Answer = () => ({ status: 404 })
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').replace('/log/', '')
    asked.push(path)
    const given = answer(path)
    if (given === null) return
    if (typeof given === 'object' && 'status' in given) {
      response.writeHead(
        given.status,
        given.location === undefined ? {} : { location: given.location },
      )
      response.end()
      return
    }
    response.end(given)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const place = server.address()
  const port = typeof place === 'object' && place !== null ? place.port : 0
  return {
    address: `http://127.0.0.1:${port}/log`,
    asked,
    serve: (log, size, answers = {}) => {
      answer = (path) => {
        const given = answers[path]
        return given === undefined ? fileOf(log, size, path) : given
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
}

const fileOf = (log: ExampleLog, size: number, path: string): Answer => {
  if (path === 'checkpoint') return log.checkpointAt(size)
  const tile = readTilePath(path)
  if (tile === null) return { status: 404 }
  const { level, index, width } = tile
  const first = index * 256
  if (level === 'entries') return entryBundle(log.entries.slice(first, first + width))
  return Buffer.concat(tileNodes(tile).map(log.hashOf))
}
