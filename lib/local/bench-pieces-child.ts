// One run in pieces in a process of its own, so that its peak of memory is its own too.
import { levyInPieces } from './bench-pieces'
import { openWasmEngine } from './levy-module'
import type { PiecewiseRule } from '@/lib/domain/allocation-pieces'

const [rule, claims] = process.argv.slice(2) as [PiecewiseRule, string]
let peak = 0
const onPiece = () => {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  peak = Math.max(peak, heapUsed + arrayBuffers)
}
const run = levyInPieces(openWasmEngine(), { rule, claims: Number(claims), onPiece })
const residentBytes = process.resourceUsage().maxRSS * 1024
process.stdout.write(JSON.stringify({ ...run, heapBytes: peak, residentBytes }))
