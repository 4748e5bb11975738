// `npm run bench`: measurements apart from the tests, one JSON line each, with size, spread and checksum.
// `npm run bench kernel` stops after those of the kernel.
import { prepare } from './installation.mjs'

prepare()
const { register } = await import('tsx/esm/api')
register()
const { runBench } = await import('./bench.ts')
await runBench({ isKernelOnly: process.argv[2] === 'kernel' })
