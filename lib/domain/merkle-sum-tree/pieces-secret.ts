// Secrets of many rows at once: HMAC-SHA256 under the master key, two hashes a row.
import type { Column } from './sha256-batch'
import { bytesOf, fillLengths, stepOf, type Desk } from './pieces-desk'
import { writeText } from './pieces-text'

const ACCOUNT = bytesOf('LMST-1/account\0')
const FILLER = bytesOf('LMST-1/filler\0')

/** Puts the secrets of accounts into a column; no id takes up more than `longest` bytes. */
export const hashAccountSecrets = (
  desk: Desk,
  { ids, longest, into }: { ids: readonly string[]; longest: number; into: Column },
): void => {
  const { bytes } = desk
  const write = (at: number, row: number): number => {
    bytes.set(ACCOUNT, at)
    return writeText(bytes, at + ACCOUNT.length, ids[row] ?? '')
  }
  hashSecrets(desk, { rows: ids.length, longest: ACCOUNT.length + longest, write, into })
}

/** Puts the secrets of fillers, by their numbers, into a column. */
export const hashFillerSecrets = (
  desk: Desk,
  { numbers, into }: { numbers: readonly number[]; into: Column },
): void => {
  const { bytes, view } = desk
  const write = (at: number, row: number): number => {
    bytes.set(FILLER, at)
    view.setBigUint64(at + FILLER.length, BigInt(numbers[row] ?? 0))
    return at + FILLER.length + 8
  }
  hashSecrets(desk, { rows: numbers.length, longest: FILLER.length + 8, write, into })
}

type Secrets = {
  rows: number
  longest: number
  write: (at: number, row: number) => number
  into: Column
}

const hashSecrets = (desk: Desk, { rows, longest, write, into }: Secrets): void => {
  const { engine, words, inner, keys } = desk
  const messages = { at: desk.messages, step: stepOf(longest) }
  const lengths = desk.lengths.at
  for (let row = 0; row < rows; row += 1) {
    const at = messages.at + row * messages.step
    words[lengths / 4 + row] = write(at, row) - at
  }
  engine.hash({ rows, messages, lengths, before: keys.inner, into: inner })
  fillLengths(desk, { rows, length: 32 })
  engine.hash({ rows, messages: inner, lengths, before: keys.outer, into })
}
