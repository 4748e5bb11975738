// `npm test` on a machine that has Node and npm and nothing else yet.
import { prepare } from './installation.mjs'

prepare({ always: process.env.CI === 'true' })
const { register } = await import('tsx/esm/api')
register()
const { runCheck } = await import('./check.ts')
await runCheck()
