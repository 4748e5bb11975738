// What a request must bring before its verb is asked: the right site, JSON, a bounded body, each member once.
import 'server-only'
import { quoted } from '@/lib/domain/assert'
import type { Problem } from './endpoint-answer'
import { env } from './env'
import type { Access } from './verb'

const MAX_BODY_BYTES = 5_000_000

/** Why a request to change something is refused by what stands above its body; undefined where it is not. */
export const refusedHeaders = (
  { access }: { access: Access },
  { headers }: Request,
): Problem | undefined => {
  const own = access === 'public' ? env().PUBLIC_ORIGIN : env().CONSOLE_ORIGIN
  // Browsers of today say where a request comes from twice; where they do, both must agree.
  const site = headers.get('sec-fetch-site') ?? 'same-origin'
  if (headers.get('origin') !== own || site !== 'same-origin') return elsewhere
  if (!/^application\/json\s*(;|$)/.test(headers.get('content-type') ?? '')) return notDeclared
  return Number(headers.get('content-length') ?? 0) > MAX_BODY_BYTES ? tooLarge : undefined
}

/** Operator data is read from the console's own pages or from an address that was typed in. */
export const refusedReading = (
  { access }: { access: Access },
  { headers }: Request,
): Problem | undefined => {
  const site = headers.get('sec-fetch-site') ?? 'same-origin'
  return access === 'public' || site === 'same-origin' || site === 'none' ? undefined : elsewhere
}

const elsewhere: Problem = {
  code: 'wrong-origin',
  sentence: 'Nothing was done: the request did not come from this site itself.',
}
const notDeclared: Problem = {
  code: 'wrong-type',
  sentence: 'Nothing was done: send application/json.',
}
const tooLarge: Problem = {
  code: 'too-large',
  sentence: 'Nothing was stored: the request is larger than 5 MB.',
}

export type Body = Record<string, unknown>
export type BodyReading = { body: Body } | { problem: Problem }

/** Reads piece by piece and stops at the limit, whatever length was announced. */
export const readBody = async (request: Request): Promise<BodyReading> => {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let [text, bytes] = ['', 0]
  try {
    for await (const piece of request.body ?? []) {
      bytes += piece.length
      if (bytes > MAX_BODY_BYTES) return { problem: tooLarge }
      text += decoder.decode(piece, { stream: true })
    }
    return bodyOf(text + decoder.decode())
  } catch (error) {
    // The decoder and the parser throw these two; a connection that is cut throws others.
    if (error instanceof TypeError || error instanceof SyntaxError) return { problem: notJson }
    throw error
  }
}

const notJson: Problem = {
  code: 'not-json',
  sentence: 'Nothing was done: the body is not a JSON object.',
}

const bodyOf = (text: string): BodyReading => {
  const value: unknown = JSON.parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: notJson }
  }
  const name = repeatedMember(text)
  if (name === undefined) return { body: { ...value } }
  const sentence = `Nothing was done: the member ${quoted(name)} stands twice in one object.`
  return { problem: { code: 'not-json', sentence } }
}

/** A member that stands twice in one object of a JSON text; of two values JSON.parse hides one. */
const repeatedMember = (text: string): string | undefined => {
  const open: (Set<string> | null)[] = []
  for (let at = 0; at < text.length; at += 1) {
    const first = text[at]
    if (first === '{') open.push(new Set())
    else if (first === '[') open.push(null)
    else if (first === '}' || first === ']') open.pop()
    if (first !== '"') continue
    const end = stringEnd(text, at)
    const names = open.at(-1) ?? new Set()
    const name = nameBetween(text, { at, end })
    if (name !== undefined && names.has(name)) return name
    if (name !== undefined) names.add(name)
    at = end - 1
  }
  return undefined
}

/** Where the string that begins at `start` is over, in a text that has been parsed already. */
const stringEnd = (text: string, start: number): number => {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

const COLON = /[ \t\n\r]*:/y

/** The string as a name, when a colon follows it. */
const nameBetween = (
  text: string,
  { at, end }: { at: number; end: number },
): string | undefined => {
  COLON.lastIndex = end
  return COLON.test(text) ? (JSON.parse(text.slice(at, end)) as string) : undefined
}
