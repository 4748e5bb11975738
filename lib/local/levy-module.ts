// The compiled loops of the fast engine, as Node reads them; an isolate imports them instead.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { wasmEngine } from '@/lib/domain/allocation-apply-wasm'
import { root } from './place'

export const openWasmEngine = () =>
  wasmEngine(
    new WebAssembly.Module(readFileSync(join(root, 'lib', 'domain', 'allocation-apply.wasm'))),
  )
