import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { javascriptEngine } from '@/lib/domain/allocation-apply-javascript'
import { openJavascriptBatch } from '@/lib/domain/merkle-sum-tree/sha256-batch-javascript'
import { checksumOf, fillBases } from './bench-population'
import { plainLoop } from './bench-ways'
import { treesInPieces, type TreesRun } from './bench-trees'
import { startLevyIsolate, type LevyIsolate } from './levy-isolate'

const CLAIMS = 1_000_000
const folder = mkdtempSync(join(tmpdir(), 'ballast-'))
let isolate: LevyIsolate

beforeAll(async () => {
  isolate = await startLevyIsolate(folder)
})
afterAll(async () => {
  await isolate.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('a million claims in an isolate', () => {
  test.each([63, 33] as const)(
    'get the levies of the plain loop, with bases of %i bits',
    async (bits) => {
      const [bases, into] = [new BigUint64Array(CLAIMS), new BigUint64Array(CLAIMS)]
      fillBases(bases, { bits })
      plainLoop(javascriptEngine.total(bases))(bases, into)
      const expected = { checksum: await checksumOf(into) }
      expect(await isolate.ask(`/wasm?claims=${CLAIMS}&bits=${bits}`)).toEqual(expected)
      expect(await isolate.ask(`/javascript?claims=${CLAIMS}&bits=${bits}`)).toEqual(expected)
    },
  )
})

test('both trees have the same roots in an isolate', async () => {
  const { roots } = treesInPieces(openJavascriptBatch(), { accounts: 2000 })
  expect((await isolate.ask<TreesRun>('/trees?claims=2000')).roots).toBe(roots)
})
