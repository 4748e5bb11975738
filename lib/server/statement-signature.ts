// The key that signs statements.
import 'server-only'
import { bytesToHex } from '@noble/hashes/utils.js'
import { encodeBase64 } from '@/lib/domain/base64'
import { openSeed, type SeedKey } from '@/lib/domain/ed25519-key'
import { env } from './env'

let opened: Promise<SeedKey> | undefined
const key = (): Promise<SeedKey> => (opened ??= openSeed(env().STATEMENT_KEY))

/** 64 bytes over a message, in base64. */
export const signStatement = async (message: Uint8Array): Promise<string> =>
  encodeBase64(await (await key()).sign(message))

/** 64 hex digits, as the log names the key. */
export const statementPublicKey = async (): Promise<string> => bytesToHex((await key()).publicKey)
