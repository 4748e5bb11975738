// Several ways to the same result, measured in turns so that a slow minute hits all of them alike.
import { medianOf, tell, type Measurement } from './measurement'

export type Way = {
  name: string
  /** One run, in milliseconds. */
  measure: () => Promise<number>
  /** Of the last run's result. */
  checksum: () => Promise<string>
}

export const timed =
  (work: () => unknown): (() => Promise<number>) =>
  async () => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }

const WARM_UPS = 2

/** Tells one line a way; the first is the yardstick of the others. */
export const compare = async (
  ways: readonly Way[],
  { size, rounds }: { size: number; rounds: number },
): Promise<void> => {
  const values = ways.map((): number[] => [])
  for (let round = -WARM_UPS; round < rounds; round += 1) {
    for (const [position, way] of ways.entries()) {
      const value = await way.measure()
      if (round >= 0) values[position]?.push(value)
    }
  }
  let yardstick: Measurement['against'] = null
  for (const [position, { name, checksum }] of ways.entries()) {
    const measurement = { name, size, unit: 'ms' as const, values: values[position] ?? [] }
    tell({ ...measurement, checksum: await checksum(), against: yardstick })
    yardstick ??= { name, median: medianOf(measurement.values) }
  }
}
