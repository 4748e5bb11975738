// Base64 of RFC 4648, one spelling for each byte string: no spaces, unused bits zero.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map(
  Array.from(ALPHABET, (character, value) => [character.charCodeAt(0), value] as const),
)
const PADDING = 0x3d

/** Padded base64 of bytes. */
export const encodeBase64 = (bytes: Uint8Array): string => {
  const groups = Array.from({ length: Math.ceil(bytes.length / 3) }, (_, group) =>
    encodeGroup(bytes.subarray(3 * group, 3 * group + 3)),
  )
  return groups.join('')
}

/** The bytes of padded base64, or null for any other text: no second spelling is accepted. */
export const decodeBase64 = (text: string): Uint8Array | null => {
  if (text.length % 4 !== 0) return null
  const characters = text.length - paddingOf(text)
  const bytes = new Uint8Array(Math.floor((characters * 3) / 4))
  let [buffer, bits, length] = [0, 0, 0]
  for (let at = 0; at < characters; at += 1) {
    const value = VALUES.get(text.charCodeAt(at))
    if (value === undefined) return null
    buffer = ((buffer << 6) | value) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[length] = (buffer >> bits) & 0xff
    length += 1
  }
  return (buffer & ((1 << bits) - 1)) === 0 ? bytes : null
}

/** Base64url (RFC 4648 §5) of bytes, without padding. */
export const encodeBase64url = (bytes: Uint8Array): string =>
  encodeBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** The bytes of base64url without padding, or null for any other text: no second spelling is accepted. */
export const decodeBase64url = (text: string): Uint8Array | null => {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null
  const padded = text.padEnd(Math.ceil(text.length / 4) * 4, '=')
  return decodeBase64(padded.replaceAll('-', '+').replaceAll('_', '/'))
}

const encodeGroup = (group: Uint8Array): string => {
  const [first = 0, second = 0, third = 0] = group
  const bits = (first << 16) | (second << 8) | third
  const characters = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63)).join('')
  return characters.slice(0, group.length + 1).padEnd(4, '=')
}

const paddingOf = (text: string): number => {
  if (text.charCodeAt(text.length - 1) !== PADDING) return 0
  return text.charCodeAt(text.length - 2) === PADDING ? 2 : 1
}
