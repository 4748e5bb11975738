// What tests of the log share: keys from their vkeys.
import { parseVerifierKey, type VerifierKey } from './log-note'

export const verifierKey = (vkey: string): VerifierKey => {
  const key = parseVerifierKey(vkey)
  if ('problem' in key) throw new Error(key.problem)
  return key
}
