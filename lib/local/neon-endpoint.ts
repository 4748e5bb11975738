// Speaks Neon's HTTP and WebSocket protocols in front of a local PostgreSQL, for the same driver.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { createWebSocketStream, WebSocketServer, type WebSocket } from 'ws'
import { openSqlRunner, type SqlAnswer, type SqlRunner } from './neon-sql'

/** `roundTrips` counts requests that somebody waited for, over HTTP and over WebSockets, since the start. */
export type NeonEndpoint = { url: string; roundTrips: () => number; stop: () => Promise<void> }

// Neon's own limit in both directions; a query that would fail there fails here.
const MAX_BYTES = 10 * 1024 * 1024

export const startNeonEndpoint = async (options: {
  port: number
  postgresPort: number
}): Promise<NeonEndpoint> => {
  const runner = openSqlRunner(options.postgresPort)
  let roundTrips = 0
  const count = () => (roundTrips += 1)
  const server = createServer((request, response) => {
    count()
    void answer(request, response, runner)
  })
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  sockets.on('connection', (socket) => {
    socket.on('message', (frame: Buffer) => (isRequest(frame) ? count() : 0))
    void forward(socket, options.postgresPort)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const stop = async () => {
    for (const socket of sockets.clients) socket.terminate()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await runner.stop()
  }
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, roundTrips: () => roundTrips, stop }
}

const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  runner: SqlRunner,
): Promise<void> => {
  const { status, body } = await answerTo(request, runner)
  const text = JSON.stringify(body)
  const isTooLarge = Buffer.byteLength(text) > MAX_BYTES
  response.writeHead(isTooLarge ? 507 : status, { 'content-type': 'application/json' })
  response.end(isTooLarge ? JSON.stringify(tooLarge('response')) : text)
}

const answerTo = async (request: IncomingMessage, runner: SqlRunner): Promise<SqlAnswer> => {
  if (request.method !== 'POST' || request.url !== '/sql') {
    return { status: 404, body: { message: 'this endpoint answers POST /sql and WebSockets' } }
  }
  const text = await readBody(request)
  if (text === null) return { status: 413, body: tooLarge('request') }
  try {
    return await runner.run(JSON.parse(text), request.headers)
  } catch (error) {
    return { status: 400, body: { message: String(error) } }
  }
}

const tooLarge = (what: string) => ({ message: `${what} is too large (max is ${MAX_BYTES} bytes)` })

const readBody = async (request: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= MAX_BYTES) chunks.push(chunk)
  }
  return size <= MAX_BYTES ? Buffer.concat(chunks).toString('utf8') : null
}

/** Frames carry PostgreSQL's own protocol; whichever side closes, the other one follows. */
const forward = async (socket: WebSocket, port: number): Promise<void> => {
  const database = connect({ host: '127.0.0.1', port, noDelay: true })
  const stream = createWebSocketStream(socket)
  socket.on('message', (frame: Buffer) => {
    if (isTerminate(frame)) database.end(() => socket.close())
  })
  // An error on either side is a closed connection to the driver; there is nobody else to tell.
  await pipeline(stream, database, stream).catch(() => {
    database.destroy()
    socket.terminate()
  })
}

const isTerminate = (frame: Buffer): boolean =>
  frame.length === 5 && frame[0] === 'X'.charCodeAt(0) && frame.readUInt32BE(1) === 4

/** A simple query, or whatever ends with Sync: PostgreSQL answers then and not before. */
const isRequest = (frame: Buffer): boolean =>
  frame[0] === 'Q'.charCodeAt(0) ||
  (frame.length >= 5 &&
    frame[frame.length - 5] === 'S'.charCodeAt(0) &&
    frame.readUInt32BE(frame.length - 4) === 4)
