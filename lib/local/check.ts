// `npm test`: everything that decides whether a change is good, in order, up to the first failure.
import { ensureBuild } from './build'
import { findBrowser } from './browser'
import { stopChildren } from './children'
import { ensureEdgeBuild, installEdgeTools, measureWorker } from './edge'
import { listenForInterruption } from './interruption'
import { runJourneys } from './journeys'
import { checkers } from './checkers'
import { refusePlantedImport, removePlantedImport } from './planted-import'
import { openRunFolder, type RunFolder } from './run-folder'
import { openTally, type Counts, type Tally } from './tally'
import { runTests } from './unit-tests'

export const runCheck = async (): Promise<void> => {
  const { controller } = listenForInterruption()
  removePlantedImport()
  const tally = openTally()
  const run = await openRunFolder()
  controller.signal.addEventListener('abort', () => void stopChildren())
  try {
    await runStages(tally, run, controller.signal)
  } catch (error) {
    tally.fail(error)
  } finally {
    await stopChildren()
    run.remove()
  }
  tally.close()
  process.exit(tally.hasFailed() ? 1 : 0)
}

const runStages = async (tally: Tally, run: RunFolder, signal: AbortSignal): Promise<void> => {
  const { stage } = tally
  const folder = run.folder
  // Downloads wait for the network, so they cost the checks beside them nothing.
  const tools = settled(installEdgeTools())
  const browser = settled(findBrowser())
  await Promise.all(lanes(2, checkers, ({ name, run: work }) => stage(name, work)))
  await stage('a planted wrong import is refused', refusePlantedImport)
  await stage('unit and property tests', () => runTests({ project: 'unit', folder }))
  await stage('edge tools and browser', () => Promise.all([tools(), browser()]))
  await stage('database tests', () => runTests({ project: 'database', folder }))

  await stage('next build', () => ensureBuild({ standalone: true }))
  const executable = await browser()
  const journeys = (runtime: 'node' | 'workerd') => () =>
    runJourneys({ runtime, folder, browser: executable, signal })
  const onNode = await stage('journeys on node', journeys('node'))
  await stage('edge build', ensureEdgeBuild)
  await stage('worker size', async () => `${await measureWorker()} KiB gzip`)
  const onEdge = await stage('journeys on workerd', journeys('workerd'))
  await stage('equal counts', () => assertEqual(onNode, onEdge))
}

/** Begins now; a failure is told when somebody asks, and never before. */
const settled = <T>(work: Promise<T>): (() => Promise<T>) => {
  work.catch(() => undefined)
  return () => work
}

/** As many workers as there are lanes, each taking the next piece of work. */
const lanes = <T>(
  count: number,
  work: readonly T[],
  run: (item: T) => Promise<unknown>,
): Promise<void>[] => {
  const waiting = [...work]
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item)
  }
  return Array.from({ length: count }, lane)
}

const assertEqual = (onNode: Counts, onEdge: Counts): Promise<string> => {
  const sentence =
    `node ${onNode.passed} passed, ${onNode.skipped} skipped; ` +
    `workerd ${onEdge.passed} passed, ${onEdge.skipped} skipped`
  const isEqual = onNode.passed === onEdge.passed && onNode.skipped === onEdge.skipped
  if (!isEqual) throw new Error(`expected the same journeys on both, got ${sentence}`)
  return Promise.resolve(sentence)
}
