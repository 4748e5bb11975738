// Claims to measure with: the same on every machine and in every runtime, made in place.

/** Fills a column with uniform amounts of 33 or 63 bits; `from` is the number of its first claim. */
export const fillBases = (
  bases: BigUint64Array,
  options: { bits: 33 | 63; from?: number },
): void => {
  const { bits, from = 0 } = options
  const halves = new Uint32Array(bases.buffer, bases.byteOffset, bases.length * 2)
  const dropped = 64 - bits
  for (let index = 0; index < bases.length; index += 1) {
    halves[2 * index] = mixed(2 * (from + index))
    halves[2 * index + 1] = mixed(2 * (from + index) + 1) >>> dropped
  }
}

/** A cap for every claim: its base for three of four, between an eighth and a half for the rest. */
export const fillCaps = (caps: BigUint64Array, bases: BigUint64Array): void => {
  for (const [index, base] of bases.entries()) {
    caps[index] = index % 4 === 0 ? base >> BigInt(1 + (mixed(index) % 3)) : base
  }
}

/** The first digits of the column's SHA-256, by which two ways are seen to have done the same work. */
export const checksumOf = async (amounts: BigUint64Array<ArrayBuffer>): Promise<string> => {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', amounts))
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** 32 bits that look random and depend on the number alone. */
const mixed = (number: number): number => {
  let bits = Math.imul(number ^ (number >>> 16) ^ 0x9e3779b9, 0x45d9f3b)
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d)
  bits = Math.imul(bits ^ (bits >>> 16), 0x297a2d39)
  return (bits ^ (bits >>> 15)) >>> 0
}
