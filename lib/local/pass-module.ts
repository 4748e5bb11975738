// The compiled passes of a scenario, as Node reads them; an isolate imports them instead.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { wasmPasses } from '@/lib/domain/allocation-scenario/passes-wasm'
import { root } from './place'

export const openWasmPasses = () =>
  wasmPasses(
    new WebAssembly.Module(readFileSync(join(root, 'lib', 'domain', 'allocation-scenario.wasm'))),
  )
