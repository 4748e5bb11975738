// `npm run worker`: builds the Worker that a deployment uploads, and says how large it is.
import { prepare } from './installation.mjs'

prepare()
const { register } = await import('tsx/esm/api')
register()
const { buildWorker } = await import('./worker.ts')
await buildWorker()
