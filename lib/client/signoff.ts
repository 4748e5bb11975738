// Signing from the browser: fetch the statement, then confirm it.
import type { PreparedSignoff, PrepareSignoffInput, RecordedSignoff } from '@/lib/wire/signoff'
import { post } from './request'

/** The statement is stored before anything is confirmed, so what is signed is what the server holds. */
export const sign = async (input: PrepareSignoffInput): Promise<RecordedSignoff> => {
  const path = `/api/clawbacks/${input.clawbackId}/signoffs`
  const { challengeId } = await post<PreparedSignoff>(`${path}/statement`, input)
  return post<RecordedSignoff>(path, { challengeId, evidence: { kind: 'session' } })
}
