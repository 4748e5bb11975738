// The vectors of whole runs are what the kernel makes, and what it accepts and refuses.
import { describe, expect, it } from 'vitest'
import accepted from './log-vectors/run.json'
import refused from './log-vectors/run-refused.json'
import evidence from './log-vectors/evidence.json'
import refusedBundles from './log-vectors/evidence-refused.json'
import { acceptedEvidence, refusedEvidence } from './evidence-vectors.example'
import { acceptedRun, type VectorCase } from './run-vectors.example'
import { refusedRuns } from './run-vectors-refused.example'
import { utf8Bytes } from './utf8'
import { verifyFiles } from './verification'
import type { Verification } from './verification-check'
import type { LogPins } from './verification-checkpoint'

/** `npx vitest run --project unit run-vectors -u` writes them again. */
const written = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`

const verified = ({ account, kept, files, pins }: VectorCase, others: LogPins): Verification[] =>
  verifyFiles(
    files.map(({ name, text }) => ({ name, bytes: utf8Bytes(text) })),
    { pins: pins ?? others, account, kept: kept ?? null },
  )

const failed = (verification: Verification | undefined): string[] =>
  (verification?.checks ?? [])
    .filter(({ isPassed }) => !isPassed)
    .map(({ step, name }) => `${step} · ${name}`)

describe('a vector of a whole run', () => {
  it('is made by the kernel, byte for byte', async () => {
    await expect(written(acceptedRun())).toMatchFileSnapshot('log-vectors/run.json')
    await expect(written(refusedRuns())).toMatchFileSnapshot('log-vectors/run-refused.json')
    await expect(written(acceptedEvidence())).toMatchFileSnapshot('log-vectors/evidence.json')
    await expect(written(refusedEvidence())).toMatchFileSnapshot(
      'log-vectors/evidence-refused.json',
    )
  })

  it.each([...accepted.cases, ...evidence.cases].map((one) => [one.name, one] as const))(
    'is accepted: %s',
    (_, one) => {
      const all = verified(one, accepted.pins)
      expect(all).toHaveLength(one.files.length)
      expect(all.flatMap(failed)).toEqual([])
    },
  )

  it.each([...refused.cases, ...refusedBundles.cases].map((one) => [one.name, one] as const))(
    'is refused: %s',
    (_, one) => {
      const [first] = verified(one, refused.pins)
      expect(failed(first)).toContain(one.refusedBy)
    },
  )
})
