// Levies a made population inside an isolate, by the way that the address names.
import wasm from '../../lib/domain/allocation-apply.wasm'
import { javascriptEngine } from '../../lib/domain/allocation-apply-javascript'
import { wasmEngine } from '../../lib/domain/allocation-apply-wasm'
import trees from '../../lib/domain/merkle-sum-tree.wasm'
import { openWasmBatch } from '../../lib/domain/merkle-sum-tree/sha256-batch-wasm'
import { levyInPieces } from '../../lib/local/bench-pieces'
import { checksumOf, fillBases } from '../../lib/local/bench-population'
import { treesInPieces } from '../../lib/local/bench-trees'
import { plainLoop, solvedBy } from '../../lib/local/bench-ways'

const engine = wasmEngine(wasm)
const held = { key: '', bases: new BigUint64Array(0), into: new BigUint64Array(0) }

export default {
  fetch: async (request: Request): Promise<Response> => {
    const asked = new URL(request.url)
    const claims = Number(asked.searchParams.get('claims'))
    if (asked.pathname === '/pieces') {
      return Response.json(levyInPieces(engine, { rule: 'pro-rata', claims }))
    }
    if (asked.pathname === '/trees') {
      return Response.json(treesInPieces(openWasmBatch(trees), { accounts: claims }))
    }
    const bits = asked.searchParams.get('bits') === '33' ? 33 : 63
    hold(claims, bits)
    const levy = wayOf(asked.pathname)
    const rounds = Number(asked.searchParams.get('rounds') ?? '1')
    for (let round = 0; round < rounds; round += 1) levy(held.bases, held.into)
    return Response.json({ checksum: await checksumOf(held.into) })
  },
}

const hold = (claims: number, bits: 33 | 63): void => {
  const key = `${claims} of ${bits}`
  if (held.key === key) return
  Object.assign(held, { key, bases: new BigUint64Array(claims), into: new BigUint64Array(claims) })
  fillBases(held.bases, { bits })
}

const wayOf = (path: string) => {
  if (path === '/plain') return plainLoop(javascriptEngine.total(held.bases))
  return solvedBy(path === '/wasm' ? engine : javascriptEngine)
}
