// The compiled engine of trees, as Node reads it; an isolate imports it instead.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openWasmBatch } from '@/lib/domain/merkle-sum-tree/sha256-batch-wasm'
import { root } from './place'

export const openTreeEngine = () =>
  openWasmBatch(
    new WebAssembly.Module(readFileSync(join(root, 'lib', 'domain', 'merkle-sum-tree.wasm'))),
  )
