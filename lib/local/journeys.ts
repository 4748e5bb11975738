// Runs the journeys in a real browser against a fresh stack on one runtime, and counts them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lastLines, runChild } from './children'
import type { Runtime } from './server'
import { startStack, type Stack } from './stack'
import { makeState } from './state'
import { TestFailure, type Counts } from './tally'

export type JourneyOptions = {
  runtime: Runtime
  folder: string
  /** The browser's program; Playwright's own when empty. */
  browser: string
  signal: AbortSignal
}

export const runJourneys = async (options: JourneyOptions): Promise<Counts> => {
  const state = await makeState(join(options.folder, options.runtime))
  const stack = await startStack({
    ...state,
    folder: state.dataFolder,
    runtime: options.runtime,
    durable: false,
    build: () => Promise.resolve(),
    signal: options.signal,
  })
  try {
    return await browse(options, stack)
  } finally {
    await stack.stop()
  }
}

const browse = async (options: JourneyOptions, stack: Stack): Promise<Counts> => {
  const report = join(options.folder, `${options.runtime}.json`)
  const outcome = await runChild({
    name: `journeys on ${options.runtime}`,
    args: ['node_modules/@playwright/test/cli.js', 'test', '--config', 'e2e/playwright.config.ts'],
    env: {
      BASE_URL: stack.origin,
      PUBLIC_URL: stack.publicOrigin,
      RUNTIME: options.runtime,
      BALLAST_CHROMIUM: options.browser,
      JOURNEY_REPORT: report,
    },
    output: 'shown',
  }).catch((error: unknown) => error as Error)
  const counts = readCounts(report)
  if (outcome instanceof Error) {
    const log = lastLines(readFileSync(join(options.folder, options.runtime, 'server.log'), 'utf8'))
    const message = `${outcome.message}\nthe end of the server's log:\n${log}`
    throw counts ? new TestFailure(message, counts) : new Error(message)
  }
  if (!counts) throw new Error('the browser tests left no report')
  return counts
}

type Report = { stats: { expected: number; unexpected: number; skipped: number; flaky: number } }

const readCounts = (file: string): Counts | null => {
  try {
    const { stats } = JSON.parse(readFileSync(file, 'utf8')) as Report
    return {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    }
  } catch {
    // The runner ended before it could report.
    return null
  }
}
