// `npm run bench`: measurements apart from the tests, one JSON line each, with size, spread and checksum.
import { prepare } from './installation.mjs'

prepare()
const { register } = await import('tsx/esm/api')
register()
const { runBench } = await import('./bench.ts')
await runBench()
