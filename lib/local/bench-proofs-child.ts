// What speaks to the database itself, in a process of its own: one run with both trees, or the log.
import { benchLog } from './bench-proofs-log'
import { makeRun, openVenue, type Environment } from './bench-proofs-run'

const [, , task, value = ''] = process.argv
const env = process.env as Environment

const run = async () => {
  let peak = 0
  const watch = setInterval(() => {
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    peak = Math.max(peak, heapUsed + arrayBuffers)
  }, 20)
  const made = await makeRun(await openVenue(env), Number(value))
  clearInterval(watch)
  const residentBytes = process.resourceUsage().maxRSS * 1024
  process.stdout.write(JSON.stringify({ ...made, heapBytes: peak, residentBytes }))
}

await (task === 'log' ? benchLog({ origin: value, env }) : run())
