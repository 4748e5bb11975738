// Every levy of a repeated run against the levies that were stored, and against the rows that a table shows.
import { maskAccount } from './claim'
import { formatAmount, groupThousands } from './money'
import type { Recomputed } from './reproduction'
import { different, same, type ReproductionCheck } from './reproduction-check'

/** A row of the account table; minor units. */
export type ShownLevy = { account: string; base: string; levy: string }

/**
 * Whether lines "account,base,levy" hold each account of the snapshot once, with its base and its
 * levy, and no other. The sentence names the first accounts that differ, masked, with both amounts.
 */
export const leviesCheck = (run: Recomputed, lines: string): ReproductionCheck => {
  const compare = comparison(run)
  const rows = lines.split('\n').filter((line) => line !== '')
  const seen = new Uint8Array(run.claims.length)
  const differences: string[] = []
  for (const line of rows) {
    const [account = '', base = '', levy = ''] = line.split(',')
    const { index, difference } = compare({ account, base, levy })
    if (difference !== null) differences.push(difference)
    else if (seen[index] === 1) differences.push(`Account ${maskAccount(account)} stands twice.`)
    if (index >= 0) seen[index] = 1
  }
  for (const [index, { account }] of run.claims.entries())
    if (seen[index] === 0) differences.push(`Account ${maskAccount(account)} is missing.`)
  return checkOf('levies', differences, {
    whenSame: `Each of the ${counted(run.claims.length)} levies is what rule and claims give, to the unit.`,
  })
}

/** The same for the rows of the account table that are on screen. */
export const tableCheck = (run: Recomputed, rows: readonly ShownLevy[]): ReproductionCheck => {
  const compare = comparison(run)
  const differences = rows.flatMap((row) => compare(row).difference ?? [])
  return checkOf('table', differences, {
    whenSame: `The ${counted(rows.length)} rows of the account table on screen show the levies computed here.`,
  })
}

const NAMED = 3

const checkOf = (
  step: 'levies' | 'table',
  differences: readonly string[],
  { whenSame }: { whenSame: string },
): ReproductionCheck => {
  if (differences.length === 0) return same(step, whenSame)
  const more = differences.length - NAMED
  const rest = more > 0 ? [`${counted(more)} more differ.`] : []
  return different(step, [...differences.slice(0, NAMED), ...rest].join(' '))
}

const counted = (count: number): string => groupThousands(String(count))

/** `index` is −1 for an account that is not in the snapshot; `difference` is null where there is none. */
const comparison = ({
  envelope: { scope },
  claims,
  allocation,
}: Recomputed): ((row: ShownLevy) => { index: number; difference: string | null }) => {
  const places = new Map(claims.map(({ account }, index) => [account, index]))
  const money = (units: string): string =>
    /^-?\d{1,40}$/.test(units)
      ? `${groupThousands(formatAmount(BigInt(units), { scale: Number(scope.scale) }))} ${scope.asset}`
      : 'no amount'
  return ({ account, base, levy }) => {
    const index = places.get(account) ?? -1
    const name = `Account ${maskAccount(account)}`
    if (index === -1) return { index, difference: `${name} is not in the snapshot.` }
    const ownBase = String(claims[index]?.base)
    const ownLevy = String(allocation.levies[index])
    if (levy !== ownLevy)
      return {
        index,
        difference: `${name}: the server says a levy of ${money(levy)}, the claims give ${money(ownLevy)}.`,
      }
    if (base !== ownBase)
      return {
        index,
        difference: `${name}: the server says a base of ${money(base)}, the claims say ${money(ownBase)}.`,
      }
    return { index, difference: null }
  }
}
