// What a JSON value must look like: closed shapes as values, and a sentence that names the place.
import { quoted } from './assert'

/** Problems start with the path below the value, as in `.chunks[1].index: expected …`; null is none. */
export type Shape<T> = {
  readonly problemOf: (value: unknown) => string | null
  /** Never set; carries the type for ShapeOf. */
  readonly like?: T
}
export type ShapeOf<S> = S extends Shape<infer T> ? T : never

/** What is wrong with a value, as `chunks[1].index: expected …, got …`; null when it has the shape. */
export const shapeProblem = (value: unknown, shape: Shape<unknown>): string | null => {
  const problem = shape.problemOf(value)
  if (problem === null) return null
  return problem.startsWith(': ') ? problem.slice(2) : problem.replace(/^\./, '')
}

/** Whether a value has the shape; `shapeProblem` says why not. */
export const hasShape = <T>(value: unknown, shape: Shape<T>): value is T =>
  shape.problemOf(value) === null

/** Exactly one of these words, numbers, booleans or null. */
export const oneOf = <const T extends string | number | boolean | null>(
  ...values: readonly T[]
): Shape<T> => ({
  problemOf: (value) =>
    values.some((known) => known === value)
      ? null
      : mismatch(values.map((known) => JSON.stringify(known)).join(' or '), value),
})

/** A string that the pattern accepts; `expected` says in words what that is. Keep patterns bounded. */
export const text = (pattern: RegExp, expected: string): Shape<string> => ({
  problemOf: (value) =>
    typeof value === 'string' && pattern.test(value) ? null : mismatch(expected, value),
})

/** A non-empty string of at most so many UTF-16 units, without control characters. */
export const name = (longest = 256): Shape<string> => {
  const pattern = new RegExp(`^[^\\x00-\\x1f\\x7f]{1,${longest}}$`)
  return text(pattern, `text of 1 to ${longest} characters`)
}

/** `0|[1-9][0-9]*` of at most so many digits: 39 hold every number below 2^128. */
export const decimal = (digits = 39): Shape<string> =>
  text(
    new RegExp(`^(0|[1-9][0-9]{0,${digits - 1}})$`),
    `a whole number without leading zeros, at most ${digits} digits`,
  )

/** So many bytes as lower-case hex. */
export const hex = (bytes = 32): Shape<string> =>
  text(new RegExp(`^[0-9a-f]{${2 * bytes}}$`), `${2 * bytes} lower-case hexadecimal digits`)

/** `YYYY-MM-DDTHH:MM:SSZ`, a date that the calendar has. */
export const time: Shape<string> = {
  problemOf: (value) => (isTime(value) ? null : mismatch('a time YYYY-MM-DDTHH:MM:SSZ', value)),
}

/** `YYYY-MM-DD`, a day that the calendar has. */
export const day: Shape<string> = {
  problemOf: (value) =>
    typeof value === 'string' && isTime(`${value}T00:00:00Z`)
      ? null
      : mismatch('a day YYYY-MM-DD', value),
}

/** An array of one shape. */
export const list = <T>(
  item: Shape<T>,
  { least = 0, most = Infinity }: { least?: number; most?: number } = {},
): Shape<T[]> => ({
  problemOf: (value) => {
    if (!Array.isArray(value)) return mismatch('a list', value)
    if (value.length < least || value.length > most) {
      return `: expected ${countOf(least, most)}, got ${value.length}`
    }
    return firstProblem(value, (element, place) => within(`[${place}]`, item.problemOf(element)))
  },
})

type Members = { readonly [member: string]: Shape<unknown> }
type RecordOf<R extends Members, O extends Members> = {
  -readonly [M in keyof R]: ShapeOf<R[M]>
} & { -readonly [M in keyof O]?: ShapeOf<O[M]> }

// eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- empty is what is meant
type NoMembers = Record<never, Shape<unknown>>

/** An object with all of `required`, any of `optional`, and nothing else. */
export const record = <R extends Members, O extends Members = NoMembers>(
  required: R,
  optional?: O,
): Shape<RecordOf<R, O>> => {
  const shapes = new Map([...Object.entries(required), ...Object.entries(optional ?? {})])
  const missing = (value: object): string | undefined =>
    Object.keys(required).find((member) => !Object.hasOwn(value, member))
  return {
    problemOf: (value) => {
      if (!isObject(value)) return mismatch('an object', value)
      const absent = missing(value)
      if (absent !== undefined) return `.${absent}: expected a value, got no such member`
      return firstProblem(Object.entries(value), ([member, element]) => {
        const shape = shapes.get(member)
        if (shape === undefined) return `: ${quoted(member)} is not a member of this format`
        return within(`.${member}`, shape.problemOf(element))
      })
    },
  }
}

/** Any of several shapes; the problem of the last one is told, so the most telling stands last. */
export const either = <S extends readonly Shape<unknown>[]>(
  ...shapes: S
): Shape<ShapeOf<S[number]>> => ({
  problemOf: (value) => {
    const problems = shapes.map((shape) => shape.problemOf(value))
    return problems.includes(null) ? null : (problems.at(-1) ?? mismatch('no value', value))
  },
})

/** Any JSON value at all: its form is somebody else's to check. */
export const anything: Shape<unknown> = { problemOf: () => null }

const within = (step: string, problem: string | null): string | null =>
  problem === null ? null : `${step}${problem}`

const mismatch = (expected: string, value: unknown): string =>
  `: expected ${expected}, got ${described(value)}`

const described = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value)
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'an object'
  if (typeof value === 'number' || typeof value === 'boolean') return value.toString()
  return value === null ? 'null' : 'nothing'
}

const firstProblem = <T>(
  items: readonly T[],
  problemOf: (item: T, place: number) => string | null,
): string | null => {
  for (const [place, item] of items.entries()) {
    const problem = problemOf(item, place)
    if (problem !== null) return problem
  }
  return null
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const countOf = (least: number, most: number): string =>
  least === most ? `${least} items` : `${least} to ${most} items`

const isTime = (value: unknown): boolean => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)) return false
  const at = Date.parse(value)
  return !Number.isNaN(at) && new Date(at).toISOString() === value.replace('Z', '.000Z')
}
