// Whether the audit is whole: every row's hash and link again, and the heads that the transparency log holds.
import 'server-only'
import { type ChainFindings, checkHeads, checkRows, type HeadFindings } from '@/db/audit-chain'
import { assert } from '@/lib/domain/assert'
import { chainQuery, type ChainStep, chainStep } from '@/lib/wire/audit'
import { overseers } from './audit'
import { isoNow } from './clock'
import { verb } from './verb'

/** About a second of the database's time. */
const ROWS_PER_STEP = 50_000

/** One step; who checks the whole audit asks again from where it ended. */
export const checkAudit = verb({
  name: 'audit.checked',
  kind: 'read',
  access: overseers,
  input: chainQuery,
  output: chainStep,
  run: async ({ db, input: { from } }) => {
    const found = await checkRows(db, { from, rows: ROWS_PER_STEP })
    assert(found !== undefined, 'expected one row of findings, got none')
    const to = found.last ?? from
    const isLast = BigInt(to) >= BigInt(found.size)
    const heads = await checkHeads(db, { from, to: isLast ? null : to })
    return {
      asOf: isoNow(),
      from,
      to,
      size: found.size,
      broken: firstBroken({ from, found, heads }),
      headsCompared: heads.compared,
    }
  },
})

type Broken = NonNullable<ChainStep['broken']>

const firstBroken = ({
  from,
  found,
  heads,
}: {
  from: string
  found: ChainFindings
  heads: HeadFindings
}): Broken | null => {
  // A step that finds no row although later ones are there begins with a gap.
  const isGap = found.last === null && BigInt(from) < BigInt(found.size)
  const missing = isGap ? String(BigInt(from) + 1n) : found.missing
  const breaks: Broken[] = [
    ...brokenAt(missing, 'missing'),
    ...brokenAt(found.altered, 'altered'),
    ...brokenAt(found.unlinked, 'unlinked'),
    ...brokenAt(heads.differs, 'not-as-logged'),
  ]
  return breaks.reduce<Broken | null>(
    (first, next) => (first === null || BigInt(next.seq) < BigInt(first.seq) ? next : first),
    null,
  )
}

const brokenAt = (seq: string | null, what: Broken['what']): Broken[] =>
  seq === null ? [] : [{ seq, what }]
