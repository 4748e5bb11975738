// One way to ask the console's own API, and one kind of error with a sentence in it.

export type Problem = {
  code: string
  sentence: string
  fields?: { field: string; sentence: string }[]
  reference?: string
}

/** What the server said no to, or that it could not be reached; `sentence` is fit to be shown. */
export class RequestProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.sentence)
    this.problem = problem
  }
}

type Query = Record<string, string | number | undefined>

export const get = async <Output>(path: string, query: Query = {}): Promise<Output> =>
  answered<Output>(await fetch(addressOf(path, query), { headers: presence() }))

/** A file for the page itself, whole before it counts. */
export const getBytes = async (path: string, query: Query = {}): Promise<ArrayBuffer> => {
  const response = await fetch(addressOf(path, query), { headers: presence() })
  if (!response.ok) throw new RequestProblem(await problemOf(response))
  return (await wholeBody(response)).arrayBuffer()
}

const addressOf = (path: string, query: Query): string => {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  const search = new URLSearchParams(given).toString()
  return search === '' ? path : `${path}?${search}`
}

let hasActed = false
const noteDeed = (): void => {
  hasActed = true
}
if (typeof window !== 'undefined') {
  for (const deed of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
    window.addEventListener(deed, noteDeed, { passive: true, capture: true })
  }
}

/** Pages ask for news by themselves; only somebody who did something since keeps his session alive. */
const presence = (): Record<string, string> => {
  if (!hasActed) return { 'x-background': '1' }
  hasActed = false
  return {}
}

const LOST_ANSWER_TRIES = 3

/** Sends a change under one key: when the answer is lost the same key asks again, and nothing happens twice. */
export const post = async <Output>(path: string, body: unknown): Promise<Output> =>
  answered<Output>(await posted(path, body))

export type SentFile = { name: string; blob: Blob }

/** The same where the answer is a file, whole before it counts. */
export const postForFile = async (path: string, body: unknown): Promise<SentFile> => {
  const response = await posted(path, body)
  if (!response.ok) throw new RequestProblem(await problemOf(response))
  const { headers } = response
  const name = /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1]
  return { name: name ?? 'file', blob: await wholeBody(response) }
}

const posted = async (path: string, body: unknown): Promise<Response> => {
  const key = crypto.randomUUID()
  for (let tries = 1; ; tries += 1) {
    const response = await send(path, key, body)
    if (response) return response
    if (tries === LOST_ANSWER_TRIES) throw new RequestProblem(UNREACHABLE)
    await new Promise((resolve) => setTimeout(resolve, 400 * tries))
  }
}

const wholeBody = async (response: Response): Promise<Blob> => {
  try {
    return await response.blob()
  } catch {
    throw new RequestProblem(CUT_OFF)
  }
}

const CUT_OFF: Problem = {
  code: 'unreachable',
  sentence: 'The connection ended in the middle of the file. Nothing was saved; try again.',
}

const UNREACHABLE: Problem = {
  code: 'unreachable',
  sentence:
    'The console could not be reached. It is not known whether this was done: reload the page and look before you try again.',
}

const send = async (path: string, key: string, body: unknown): Promise<Response | undefined> => {
  try {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key }
    return await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) })
  } catch {
    return undefined
  }
}

const answered = async <Output>(response: Response): Promise<Output> => {
  if (response.ok) return (await response.json()) as Output
  throw new RequestProblem(await problemOf(response))
}

const problemOf = async (response: Response): Promise<Problem> => {
  try {
    return (await response.json()) as Problem
  } catch {
    return {
      code: 'fault',
      sentence: `The console answered ${response.status} without a reason. Reload the page and look before you try again.`,
    }
  }
}
