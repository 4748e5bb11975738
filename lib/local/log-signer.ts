// The log's signer on this machine: its memory is a file, and everything else is the Worker's own code.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { renameSync, writeSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { NOTHING_SIGNED, readHead, type HeadText, type SignerMemory } from '@/lib/signer/head'
import { openSigner, type Signer } from '@/lib/signer/log'

export type LogSignerOptions = {
  /** 0 for any free one. */
  port: number
  /** The name of the log, `<host of the public site>/log`. */
  origin: string
  token: string
  seeds: readonly string[]
  /** The file that `beginMemory` made when the keys were made. */
  memory: string
}
export type LogSigner = { url: string; keys: string[]; stop: () => Promise<void> }

export const startLogSigner = async (options: LogSignerOptions): Promise<LogSigner> => {
  assertMemory(options.memory)
  const signer = await openSigner({ ...options, memory: fileMemory(options.memory) })
  const server = createServer((request, response) => void answer(signer, request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stop = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return { url, keys: signer.keys, stop }
}

/** The file of a signer that has signed nothing; made with its keys, and never a second time. */
export const beginMemory = (file: string): void => {
  if (existsSync(file) && !isUnused(file)) {
    throw new Error(
      `${file} remembers a log whose keys are gone: npm run demo -- --reset starts another one`,
    )
  }
  mkdirSync(dirname(file), { recursive: true })
  writeSafely(file, NOTHING_SIGNED)
}

const assertMemory = (file: string): void => {
  const trouble = existsSync(file) ? problemOf(file) : 'it is missing'
  if (trouble === null) return
  throw new Error(
    `the log's signer cannot read its memory ${file} (${trouble}): put the file back, ` +
      'or start another log with npm run demo -- --reset',
  )
}

const problemOf = (file: string): string | null => {
  try {
    const read = readHead(readFile(file))
    return 'problem' in read ? 'it is damaged' : null
  } catch {
    // Half a file is no JSON.
    return 'it is damaged'
  }
}

const isUnused = (file: string): boolean =>
  problemOf(file) === null && (readFile(file) as HeadText).root === null

const readFile = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))

const fileMemory = (file: string): SignerMemory => ({
  read: () => Promise.resolve(readFile(file)),
  write: (head) => {
    writeSafely(file, head)
    return Promise.resolve()
  },
})

/** Whole or not at all, and on the disk when this returns, whatever ends the machine. */
const writeSafely = (file: string, head: HeadText): void => {
  const next = `${file}.next`
  withOpen(next, 'w', (descriptor) => writeSync(descriptor, `${JSON.stringify(head)}\n`))
  renameSync(next, file)
  withOpen(dirname(file), 'r', () => undefined)
}

const withOpen = (path: string, flags: 'r' | 'w', work: (descriptor: number) => void): void => {
  const descriptor = openSync(path, flags, 0o600)
  try {
    work(descriptor)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

const answer = async (
  signer: Signer,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const answered = await signer.answer(requestOf(incoming)).catch(failure)
  outgoing.writeHead(answered.status, { 'content-type': 'application/json' })
  outgoing.end(await answered.text())
}

const requestOf = (incoming: IncomingMessage): Request => {
  const { method = 'GET', url = '/', headers } = incoming
  const authorization = headers.authorization ?? ''
  const hasBody = method !== 'GET' && method !== 'HEAD'
  return new Request(new URL(url, 'http://localhost'), {
    method,
    headers: { authorization },
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: 'half' } : {}),
  })
}

/** The file vanished or the disk is full: nothing has been signed. */
const failure = (error: unknown): Response => {
  const sentence = `The signer could not use its memory: ${String(error)}`
  return Response.json({ sentence }, { status: 500 })
}
