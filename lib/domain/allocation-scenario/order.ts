// 64-bit keys in ascending order without a comparison, equal ones in the order that they had.

/** `words` are the keys in order; `rows[i]` is the position where the i-th of them stood. */
export type Ascending = { words: Uint32Array; rows: Uint32Array }

/**
 * The keys in ascending order, equal keys as `rows` has them (null: as they stand). Every key is a
 * low and a high word of an unsigned 64-bit integer, or of a float that is not negative. Linear: a
 * radix sort by bytes that carries keys along, since following positions would miss every cache.
 */
export const ascending = (words: Uint32Array, rows: Uint32Array | null = null): Ascending => {
  const size = words.length >>> 1
  let sorted = rows === null ? inPlace(words) : gathered(words, rows)
  let spare: Ascending = { words: new Uint32Array(2 * size), rows: new Uint32Array(size) }
  for (let byte = 0; byte < 8; byte += 1) {
    const digit = { half: byte >>> 2, shift: 8 * (byte & 3) }
    const places = placesOf(sorted.words, digit)
    if (places === null) continue
    scatter(sorted, { ...digit, places, into: spare })
    ;[sorted, spare] = [spare, sorted]
  }
  return sorted
}

const inPlace = (words: Uint32Array): Ascending => {
  const rows = new Uint32Array(words.length >>> 1)
  for (let at = 0; at < rows.length; at += 1) rows[at] = at
  return { words: words.slice(), rows }
}

const gathered = (words: Uint32Array, rows: Uint32Array): Ascending => ({
  words: pickWords(words, rows),
  rows: rows.slice(),
})

/** The keys at some positions, in the order of the positions. */
export const pickWords = (words: Uint32Array, rows: Uint32Array): Uint32Array => {
  const picked = new Uint32Array(2 * rows.length)
  for (let at = 0; at < rows.length; at += 1) {
    const position = 2 * (rows[at] ?? 0)
    picked[2 * at] = words[position] ?? 0
    picked[2 * at + 1] = words[position + 1] ?? 0
  }
  return picked
}

type Digit = { half: number; shift: number }

/** Where the first key of each value of a digit goes; null when all keys share one value. */
const placesOf = (words: Uint32Array, { half, shift }: Digit): Uint32Array | null => {
  const places = new Uint32Array(256)
  for (let at = half; at < words.length; at += 2) {
    const value = ((words[at] ?? 0) >>> shift) & 255
    places[value] = (places[value] ?? 0) + 1
  }
  if (places.includes(words.length >>> 1)) return null
  let before = 0
  for (let value = 0; value < 256; value += 1) {
    const count = places[value] ?? 0
    places[value] = before
    before += count
  }
  return places
}

const scatter = (
  { words, rows }: Ascending,
  { half, shift, places, into }: Digit & { places: Uint32Array; into: Ascending },
): void => {
  for (let at = 0; at < rows.length; at += 1) {
    const value = ((words[2 * at + half] ?? 0) >>> shift) & 255
    const place = places[value] ?? 0
    places[value] = place + 1
    into.rows[place] = rows[at] ?? 0
    into.words[2 * place] = words[2 * at] ?? 0
    into.words[2 * place + 1] = words[2 * at + 1] ?? 0
  }
}
