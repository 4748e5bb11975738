// Guarantees of a log's source: a server may be slow or silent as it likes, the reader's limits hold.
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { logSource } from './log-source'

let server: Server
let address: string
let answer: (response: ServerResponse) => void
let timers: NodeJS.Timeout[]
let open: number

beforeEach(async () => {
  timers = []
  open = 0
  server = createServer((_, response) => {
    open += 1
    response.on('close', () => (open -= 1))
    answer(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const place = server.address()
  address = `http://127.0.0.1:${typeof place === 'object' && place !== null ? place.port : 0}`
})
afterEach(async () => {
  vi.restoreAllMocks()
  for (const timer of timers) clearInterval(timer)
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

setFlagsFromString('--expose_gc')
const collectGarbage = runInNewContext('gc') as () => void
const every = (milliseconds: number, act: () => void): void => {
  timers.push(setInterval(act, milliseconds))
}
/** One byte at a time, for as long as the connection is held. */
const drip = (response: ServerResponse): void => {
  every(5, () => response.write('x'))
}
const limits = { requestMilliseconds: 200, totalMilliseconds: 10_000, totalBytes: 1_000_000 }
const late = () => ({ problem: `${address}/checkpoint: no whole answer in time` })

test.each([
  ['sends one byte at a time', drip],
  ['sends a byte, then nothing', (response: ServerResponse) => response.write('x')],
  ['sends its head alone', (response: ServerResponse) => response.flushHeaders()],
  ['sends nothing', () => undefined],
] as const)(
  'a server that %s is left at the limit of a request',
  async (_, sent) => {
    answer = sent
    every(20, collectGarbage)
    const source = logSource(address, limits)
    const start = performance.now()
    expect(await source.checkpoint()).toEqual(late())
    expect(performance.now() - start).toBeGreaterThan(190)
    await expect.poll(() => open).toBe(0)
  },
  5000,
)

test('the limit of the whole ends a request that its own limit allows, and begins no other', async () => {
  answer = vi.fn(drip)
  every(20, collectGarbage)
  const source = logSource(address, {
    ...limits,
    requestMilliseconds: 60_000,
    totalMilliseconds: 200,
  })
  expect(await source.checkpoint()).toEqual(late())
  expect(await source.checkpoint()).toEqual(late())
  expect(answer).toHaveBeenCalledTimes(1)
}, 5000)

test('a slow answer within the limits is read whole, and its limit does not outlive it', async () => {
  answer = (response) => {
    let left = 10
    every(5, () => (left-- > 0 ? response.write('a') : response.end()))
  }
  const started = vi.spyOn(globalThis, 'setTimeout')
  const stopped = vi.spyOn(globalThis, 'clearTimeout')
  const source = logSource(address, { ...limits, requestMilliseconds: 4321 })
  expect(await source.checkpoint()).toEqual({ note: 'a'.repeat(10) })
  const place = started.mock.calls.findIndex(([, delay]) => delay === 4321)
  expect(stopped).toHaveBeenCalledWith(started.mock.results[place]?.value)
})
