// Both trees in a process of their own, so that their peak of memory is their own too.
import { openJavascriptBatch } from '@/lib/domain/merkle-sum-tree/sha256-batch-javascript'
import { treesInPieces } from './bench-trees'
import { openTreeEngine } from './tree-module'

/** Enough for the code to be warm. */
const WARM_UP = 3000

const [way, accounts] = process.argv.slice(2)
let peak = 0
const onPiece = () => {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  peak = Math.max(peak, heapUsed + arrayBuffers)
}
const engine = way === 'WebAssembly' ? openTreeEngine() : openJavascriptBatch()
treesInPieces(engine, { accounts: WARM_UP })
const run = treesInPieces(engine, { accounts: Number(accounts), onPiece })
process.stdout.write(JSON.stringify({ ...run, heapBytes: peak }))
