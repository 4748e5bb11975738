// The one way the kernel says that something impossible happened, and how a sentence quotes text.

/** A broken expectation: a defect or a damaged store, never something a person did. Logged, not shown. */
export class Fault extends Error {
  override readonly name = 'Fault'
}

/**
 * Throws a Fault unless `condition` holds.
 * `message` reads "expected …, got …" and names no account and no person.
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Fault(message)
}

const LONGEST_QUOTE = 60

/**
 * Text that came from outside, fit to stand in a sentence: in curly quotes, at most 60 characters,
 * everything outside printable ASCII and letters escaped. Empty text becomes "nothing".
 */
export const quoted = (text: string): string => {
  if (text === '') return 'nothing'
  const head = text.slice(0, LONGEST_QUOTE).replace(/[^\x20-\x7e\p{L}]/gu, escapeCharacter)
  return `“${head}${text.length > LONGEST_QUOTE ? '…' : ''}”`
}

/** `\u{…}` with the code point in hex. */
export const escapeCharacter = (character: string): string =>
  `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
