// One statement verified again and again, wherever this file is bundled to; the first time is a cold one.
import { verifyFiles } from '@/lib/domain/verification'
import { isAccepted } from '@/lib/domain/verification-check'

export type Verified = { times: number[]; accepted: number; checks: number }
export type VerifiedInput = {
  text: string
  reader: Parameters<typeof verifyFiles>[1]
  rounds: number
}

export const verifiedTimes = ({ text, reader, rounds }: VerifiedInput): Verified => {
  const files = [{ name: 'statement.json', bytes: new TextEncoder().encode(text) }]
  const verified: Verified = { times: [], accepted: 0, checks: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now()
    const [one] = verifyFiles(files, reader)
    verified.times.push(performance.now() - began)
    verified.checks = one?.checks.length ?? 0
    if (one && isAccepted(one)) verified.accepted += 1
  }
  return verified
}
