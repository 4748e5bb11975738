// Runs one project of the test runner and counts what it ran.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from './children'
import { TestFailure, type Counts } from './tally'

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number }

export const runTests = async (options: {
  project: 'unit' | 'database'
  folder: string
}): Promise<Counts> => {
  const file = join(options.folder, `${options.project}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const outcome = await runChild({
    name: `${options.project} tests`,
    args: ['node_modules/vitest/vitest.mjs', 'run', '--project', options.project, ...reporters],
    output: 'shown',
  }).catch((error: unknown) => error as Error)
  const counts = readCounts(file)
  if (outcome instanceof Error) throw counts ? new TestFailure(outcome.message, counts) : outcome
  if (!counts || counts.passed === 0) throw new Error('expected tests, found none')
  return counts
}

const readCounts = (file: string): Counts | null => {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests,
      skipped: report.numPendingTests,
    }
  } catch {
    // The runner ended before it could report.
    return null
  }
}
