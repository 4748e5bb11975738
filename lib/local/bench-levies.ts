// Times the levies of whole columns: a plain loop, JavaScript, WebAssembly, and one SQL statement.
import pg from 'pg'
import { javascriptEngine } from '@/lib/domain/allocation-apply-javascript'
import { compare, timed, type Way } from './bench-comparison'
import { checksumOf, fillBases } from './bench-population'
import { collectedOf, plainLoop, solvedBy, type Column, type LevyWay } from './bench-ways'
import { openWasmEngine } from './levy-module'

const ROUNDS = 9

export const benchLevies = async (): Promise<void> => {
  for (const bits of [63, 33] as const) {
    for (const size of [10_000, 100_000, 1_000_000]) {
      const bases = basesOf(size, bits)
      const total = javascriptEngine.total(bases)
      const ways = [
        columnWay(`levies of ${bits} bits: plain loop`, plainLoop(total), bases),
        columnWay(`levies of ${bits} bits: JavaScript`, solvedBy(javascriptEngine), bases),
        columnWay(`levies of ${bits} bits: WebAssembly`, solvedBy(openWasmEngine()), bases),
      ]
      await compare(ways, { size, rounds: ROUNDS })
    }
  }
}

/** Against the favourable case of PostgreSQL: narrow columns, no index, nobody else. */
export const benchStatement = async (url: string): Promise<void> => {
  const size = 1_000_000
  const bases = basesOf(size, 63)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await createTables(client, bases)
  const ways = [
    statementWay(client, javascriptEngine.total(bases)),
    columnWay('levies of 63 bits: JavaScript', solvedBy(javascriptEngine), bases),
    columnWay('levies of 63 bits: WebAssembly', solvedBy(openWasmEngine()), bases),
  ]
  await compare(ways, { size, rounds: ROUNDS })
  await client.end()
}

const basesOf = (size: number, bits: 33 | 63): Column => {
  const bases = new BigUint64Array(size)
  fillBases(bases, { bits })
  return bases
}

const columnWay = (name: string, levy: LevyWay, bases: Column): Way => {
  const into = new BigUint64Array(bases.length)
  return { name, measure: timed(() => levy(bases, into)), checksum: () => checksumOf(into) }
}

const statementWay = (client: pg.Client, total: bigint): Way => {
  const statement =
    'INSERT INTO bench_levy SELECT claim, div($1::numeric * base, $2::numeric)::bigint FROM bench_claim'
  const given = [collectedOf(total).toString(), total.toString()]
  const insert = timed(() => client.query(statement, given))
  return {
    name: 'levies of 63 bits: one PostgreSQL statement',
    measure: async () => {
      await client.query('TRUNCATE bench_levy')
      return insert()
    },
    checksum: async () => {
      const { rows } = await client.query<[string]>({
        text: 'SELECT levy::text FROM bench_levy ORDER BY claim',
        rowMode: 'array',
      })
      return checksumOf(BigUint64Array.from(rows, ([levy]) => BigInt(levy)))
    },
  }
}

const ROWS_AT_ONCE = 100_000

const createTables = async (client: pg.Client, bases: Column): Promise<void> => {
  await client.query('CREATE TABLE bench_claim (claim integer, base bigint)')
  await client.query('CREATE TABLE bench_levy (claim integer, levy bigint)')
  for (let from = 0; from < bases.length; from += ROWS_AT_ONCE) {
    const rows = Array.from(bases.subarray(from, from + ROWS_AT_ONCE), String)
    await client.query(
      `INSERT INTO bench_claim SELECT $2::integer + ordinality - 1, base
       FROM unnest($1::bigint[]) WITH ORDINALITY AS row (base, ordinality)`,
      [rows, from],
    )
  }
  await client.query('ANALYZE bench_claim')
}
