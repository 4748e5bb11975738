// `npm run generate`: writes the committed modules that are made from other sources of this checkout.
import { prepare } from './installation.mjs'

prepare()
const { register } = await import('tsx/esm/api')
register()
const { writeGenerated } = await import('./generated.ts')
await writeGenerated()
