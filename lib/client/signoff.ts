// Signing from the browser: fetch the statement, have a passkey sign it, hand the evidence back.
import type { PreparedSignoff, PrepareSignoffInput, RecordedSignoff } from '@/lib/wire/signoff'
import { askKey } from './passkey-ceremony'
import { post } from './request'

/** The statement is stored before the key is asked, so what is signed is what the server holds. */
export const sign = async (input: PrepareSignoffInput): Promise<RecordedSignoff> => {
  const prepared = await post<PreparedSignoff>('/api/signoffs/statement', input)
  const { challengeId, challenge, rpId, transports } = prepared
  const signed = await askKey({ challenge, rpId, transports, credentialId: input.credentialId })
  return post<RecordedSignoff>('/api/signoffs', {
    challengeId,
    evidence: { kind: 'passkey', ...signed },
  })
}
