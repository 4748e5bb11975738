// What was wrong with a field where its shape says nothing itself: the schema's own words are for programmers.
import 'server-only'
import type * as z from 'zod'
import { quoted } from '@/lib/domain/assert'

/** Undefined where the schema's sentence is good enough. */
export const inputSentence = (issue: z.core.$ZodRawIssue): string | undefined => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `expected ${KINDS[issue.expected] ?? 'a value'}, got none`
        : `expected ${KINDS[issue.expected] ?? 'another kind of value'}`
    case 'invalid_value':
      return `expected ${oneOf(issue.values)}`
    case 'unrecognized_keys':
      return `expected no field ${issue.keys.map(quoted).join(', ')}`
    case 'invalid_union':
      return 'expected one of the forms that this field has'
    case 'invalid_format':
      return 'expected another form of text'
    case 'too_small':
      return `expected ${issue.inclusive === false ? 'more than' : 'at least'} ${sizeOf(issue.origin, issue.minimum)}`
    case 'too_big':
      return `expected ${issue.inclusive === false ? 'less than' : 'at most'} ${sizeOf(issue.origin, issue.maximum)}`
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'not_multiple_of':
      return undefined
  }
}

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  null: 'null',
}

const oneOf = (values: readonly unknown[]): string =>
  values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`

const sizeOf = (origin: string, size: number | bigint): string => {
  if (origin === 'string') return `${size} ${size === 1 ? 'character' : 'characters'}`
  return origin === 'array' ? `${size} ${size === 1 ? 'entry' : 'entries'}` : String(size)
}
