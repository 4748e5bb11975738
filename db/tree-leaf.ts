// The leaves of a snapshot's tree, read a few pieces at a time with the claims and levies that they hold.
import { type SQL, sql } from 'drizzle-orm'
import { type Claim, parseCanonicalLine } from '@/lib/domain/claim'
import { type CommittedClaim, committedClaim } from '@/lib/domain/merkle-sum-tree/claim'
import type { PlacedLeaf } from '@/lib/domain/merkle-sum-tree/pieces'
import { onlyRow, type Queryable } from './client'
import { claim, claimsPiece, levy } from './schema'

export type RunKey = { clawbackId: string; revision: number }

/** One bottom subtree; `levies` are whole levies of the claims at each leaf, 0 where nobody stands. */
export type LeafPiece = { piece: number; leaves: PlacedLeaf[]; levies: bigint[] }

/** What one answer of the database holds of some pieces. */
export type PackedPieces = {
  pieces: { piece: number; leaves: string }[]
  /** Each line is the levy ("" without a run), a tab and the canonical line of a claim. */
  lines: string
}

/** A condition on pieces, and the run whose levies stand on them. */
export type PieceChoice = { snapshotId: string; which: SQL; run: RunKey | null }

/**
 * Pieces, and every claim that has a leaf in them with its owner's others, as one row. Arrays instead
 * of joins: fresh tables have no statistics, and a planner that guesses would read whole snapshots.
 */
export const packedPieces = ({ snapshotId, which, run }: PieceChoice): SQL => sql`
  with chosen as materialized (select piece, leaves from ${claimsPiece} where snapshot_id = ${snapshotId} and ${which}),
    named as materialized (select array_agg(split_part(line, '/', 1)) as accounts
      from chosen, string_to_table(leaves, E'\n') as line where left(line, 1) <> '/'),
    firsts as materialized (select c.* from ${claim} c where c.snapshot_id = ${snapshotId} and c.account = any((select accounts from named)::text[])),
    members as materialized (select * from firsts where owner is null union all
      select m.* from ${claim} m where m.snapshot_id = ${snapshotId} and m.owner = any(array(select owner from firsts where owner is not null))),
    levied as materialized (${
      run === null
        ? sql`select null::text as account, null::numeric as amount where false`
        : sql`select l.account, l.amount from ${levy} l
      where l.clawback_id = ${run.clawbackId} and l.revision = ${run.revision} and l.account = any(array(select account from members))`
    })
  select (select coalesce(jsonb_agg(jsonb_build_object('piece', piece, 'leaves', leaves) order by piece), '[]') from chosen) as pieces,
    (select coalesce(string_agg(coalesce(l.amount::text, '') || E'\t' || ${canonicalLine}, '' order by c.account), '')
      from members c left join levied l using (account)) as lines`

// The database's canonical_line(c) written out: calling it took as long as finding the two thousand rows.
const canonicalLine = sql`concat_ws(',', c.account, coalesce(c.owner, ''), c.class, c.base::text, coalesce(c.equity::text, ''),
        coalesce(c.cap::text, ''), coalesce(c.weight, ''), coalesce(c.score, '')) || E'\n'`

export const readPieces = async (
  db: Queryable,
  choice: PieceChoice,
  master: Uint8Array,
): Promise<LeafPiece[]> => {
  const packed = await onlyRow<PackedPieces>(db, packedPieces(choice))
  return packed ? unpackPieces(packed, master) : []
}

/** One claim of the tree with what its members pay together. */
export type HeldClaim = CommittedClaim & { claims: Claim[]; levy: bigint; levies: bigint[] }

export const unpackPieces = (packed: PackedPieces, master: Uint8Array): LeafPiece[] => {
  const held = heldClaims(packed.lines, master)
  return packed.pieces.map(({ piece, leaves }) => {
    const seats = leaves.split('\n').map((line) => seatOf(line, held))
    return {
      piece,
      leaves: seats.map(({ leaf }) => leaf),
      levies: seats.map((seat) => seat.levy),
    }
  })
}

const seatOf = (
  line: string,
  held: ReadonlyMap<string, HeldClaim>,
): { leaf: PlacedLeaf; levy: bigint } => {
  const [first = '', rest = ''] = line.split('/')
  const owner = held.get(first)
  if (!owner) return { leaf: { filler: Number(rest) }, levy: 0n }
  return { leaf: { claim: owner.claim, chunk: rest === '0' ? 0 : 1 }, levy: owner.levy }
}

/** Claims by their first account; accounts of one owner are one. */
export const heldClaims = (lines: string, master: Uint8Array): Map<string, HeldClaim> => {
  const groups = new Map<string, { claims: Claim[]; levies: bigint[] }>()
  for (const line of lines.split('\n')) {
    if (line === '') continue
    const tab = line.indexOf('\t')
    const one = parseCanonicalLine(line.slice(tab + 1))
    const name = one.owner === null ? `a${one.account}` : `o${one.owner}`
    const group = groups.get(name) ?? { claims: [], levies: [] }
    groups.set(name, group)
    group.claims.push(one)
    group.levies.push(BigInt(line.slice(0, tab) || 0))
  }
  const held = new Map<string, HeldClaim>()
  for (const { claims, levies } of groups.values()) {
    const levy = levies.reduce((all, one) => all + one, 0n)
    held.set(claims[0]?.account ?? '', { ...committedClaim(claims, master), claims, levy, levies })
  }
  return held
}
