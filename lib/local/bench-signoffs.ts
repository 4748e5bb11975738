// Times the check of one sign-off on Node and inside workerd, beside a bare signature check of the platform.
import { compare, type Way } from './bench-comparison'
import { CHECKS, checkedTimes } from './bench-signature'
import { startIsolate } from './isolate'

/** A request of many rounds less a request of one: what is left is rounds alone. */
const ROUNDS_MORE = 128
const MEASUREMENTS = 9

export const benchSignoffs = async (folder: string): Promise<void> => {
  await compareOn('Node', checkedTimes)
  const isolate = await startIsolate({
    folder,
    name: 'signoff-isolate',
    configuration: 'e2e/edge/signoff-worker.jsonc',
    ready: '/webcrypto?rounds=1',
  })
  try {
    await compareOn('workerd', async (check, rounds) => {
      const response = await fetch(`${isolate.origin}/${check}?rounds=${rounds}`)
      return ((await response.json()) as { passed: number }).passed
    })
  } finally {
    await isolate.stop()
  }
}

const compareOn = (runtime: string, ask: typeof checkedTimes): Promise<void> => {
  const ways = CHECKS.map((check): Way => {
    const lasting = async (rounds: number) => {
      const began = performance.now()
      const passed = await ask(check, rounds)
      if (passed !== rounds) throw new Error(`expected ${rounds} sign-offs passed, got ${passed}`)
      return performance.now() - began
    }
    return {
      name: `${runtime}, one sign-off checked: ${check}`,
      measure: async () => {
        const once = await lasting(1)
        return ((await lasting(1 + ROUNDS_MORE)) - once) / ROUNDS_MORE
      },
      checksum: async () => `${await ask(check, 1)} passed`,
    }
  })
  return compare(ways, { size: 1, rounds: MEASUREMENTS })
}
