// Reasons and comments as they are signed.

/** One line of text, as statements hold it: no control characters, so line ends become spaces. */
export const signedText = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim()
