// `npm run demo` on a machine that has Node and npm and nothing else yet.
import { prepare } from './installation.mjs'

prepare()
const { register } = await import('tsx/esm/api')
register()
const { runDemo } = await import('./demo.ts')
await runDemo(process.argv.slice(2))
