// Times the stages of a check, counts its tests, and has the last word.
export type Counts = { passed: number; failed: number; skipped: number }
export type Tally = {
  stage: <T>(name: string, work: () => Promise<T>) => Promise<T>
  fail: (error: unknown) => void
  hasFailed: () => boolean
  close: () => void
}

export const openTally = (): Tally => {
  const from = Date.now()
  const total: Counts = { passed: 0, failed: 0, skipped: 0 }
  let failures = 0
  const stage = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const begun = Date.now()
    try {
      const result = await work()
      say(`ok    ${name} (${seconds(begun)})${remark(result)}`)
      if (isCounts(result)) add(total, result)
      return result
    } catch (error) {
      if (error instanceof TestFailure) add(total, error.counts)
      throw new Error(`FAILED ${name} (${seconds(begun)})\n${sentenceOf(error)}`, { cause: error })
    }
  }
  return {
    stage,
    fail: (error) => {
      failures += 1
      say(`\n${sentenceOf(error)}`)
    },
    hasFailed: () => failures > 0,
    close: () => {
      say(`\n${failures > 0 ? 'stopped at the first failure' : 'all good'} after ${seconds(from)}`)
      // A failed stage without tests of its own is one failure.
      say(`${total.passed} passed, ${Math.max(total.failed, failures)} failed`)
    },
  }
}

/** Tests ran and some failed; how many of each. */
export class TestFailure extends Error {
  readonly counts: Counts
  constructor(message: string, counts: Counts) {
    super(message)
    this.counts = counts
  }
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const seconds = (from: number): string => `${((Date.now() - from) / 1000).toFixed(1)} s`

const sentenceOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

const isCounts = (result: unknown): result is Counts =>
  typeof result === 'object' && result !== null && 'passed' in result

const remark = (result: unknown): string => {
  if (typeof result === 'string') return `: ${result}`
  if (!isCounts(result)) return ''
  const skipped = result.skipped > 0 ? `, ${result.skipped} skipped` : ''
  return `: ${result.passed} passed${skipped}`
}

const add = (total: Counts, more: Counts): void => {
  total.passed += more.passed
  total.failed += more.failed
  total.skipped += more.skipped
}
