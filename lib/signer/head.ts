// The last signed head of the log as it is remembered and told: `{size, root}` in JSON.
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { LogHead } from '@/lib/domain/log-signer'

/** `size` in decimal, `root` 64 hexadecimal digits; before the first checkpoint "0" and null. */
export type HeadText = { size: string; root: string | null }

/** Where the signer remembers, apart from the database whose log it signs; `write` returns when it is safe. */
export type SignerMemory = {
  read: () => Promise<unknown>
  write: (head: HeadText) => Promise<void>
}

export const NOTHING_SIGNED: HeadText = { size: '0', root: null }

export const headOf = ({ size, root }: LogHead): HeadText => ({
  size: String(size),
  root: bytesToHex(root),
})

/** Reads what was remembered; a damaged memory is a problem, never an empty one. */
export const readHead = (value: unknown): { head: LogHead | null } | { problem: string } => {
  const { size, root }: Partial<HeadText> = typeof value === 'object' ? { ...value } : {}
  if (size === '0' && root === null) return { head: null }
  const count = readSize(size)
  const bytes = readHash(root)
  if (count === null || bytes === null) {
    return {
      problem: 'The memory of the signer is damaged: nothing is signed until it is restored.',
    }
  }
  return { head: { size: count, root: bytes } }
}

/** A count of entries from 1 to 2^53 − 1, in decimal without leading zeros. */
export const readSize = (value: unknown): number | null => {
  if (typeof value !== 'string' || !/^[1-9][0-9]{0,15}$/.test(value)) return null
  return Number.isSafeInteger(Number(value)) ? Number(value) : null
}

export const readHash = (value: unknown): Uint8Array | null =>
  typeof value === 'string' && /^[0-9a-f]{64}$/.test(value) ? hexToBytes(value) : null
