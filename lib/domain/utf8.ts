// UTF-8, read strictly: bytes that are not exactly the encoding of a text are no text.

/** The text of UTF-8 bytes, or null where they are not valid UTF-8. A byte order mark stays in the text. */
export const utf8Text = (bytes: Uint8Array): string | null => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  // What cannot be decoded becomes U+FFFD, which encodes to other bytes than those that stood there.
  return isSame(utf8Bytes(text), bytes) ? text : null
}

/** UTF-8 of a text; half a surrogate pair becomes U+FFFD. */
export const utf8Bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, place) => byte === b[place])
