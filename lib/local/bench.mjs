// `npm run bench`: measurements apart from the tests, one JSON line each, with size, spread and checksum.
// `npm run bench kernel` makes those of the kernel alone, `npm run bench proofs` those of trees, statements and log,
// `npm run bench signoffs` those of signatures, of the verbs of the main job, and of the pages.
import { prepare } from './installation.mjs'

prepare()
const { register } = await import('tsx/esm/api')
register()
const { runBench } = await import('./bench.ts')
const [, , part] = process.argv
const parts = ['kernel', 'proofs', 'signoffs']
await runBench(parts.includes(part) ? part : 'all')
