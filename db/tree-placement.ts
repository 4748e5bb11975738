// Where a snapshot's claims sit in its tree: names of the claims, their secret order, and the pieces as rows.
import { bytesToHex } from '@noble/hashes/utils.js'
import { sql } from 'drizzle-orm'
import { assert } from '@/lib/domain/assert'
import { groupSalt } from '@/lib/domain/merkle-sum-tree/claim'
import { groupName } from '@/lib/domain/merkle-sum-tree/context'
import { STORED_LEVEL } from '@/lib/domain/merkle-sum-tree/format'
import { accountSecret, fillerSecret, leafPosition } from '@/lib/domain/merkle-sum-tree/secret'
import { onlyRow, type Queryable, rowsOf } from './client'
import { claim, claimsPiece, snapshot } from './schema'

export const aboutSnapshot = async (db: Queryable, snapshotId: string) => {
  const row = await onlyRow<{ asset: string; scale: number; numeraire: string; cutoff: string }>(
    db,
    sql`select f.asset, a.scale, s.numeraire, to_char(s.cutoff_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as cutoff
        from ${snapshot} s join fund f on f.id = s.fund_id join asset a on a.code = f.asset where s.id = ${snapshotId}`,
  )
  assert(row !== undefined, 'expected a snapshot, got none')
  return { snapshotId, ...row }
}

/** The first account of every claim, ascending; with its owner and all accounts where they are several. */
type FirstAccount = { account: string; owner?: string; members?: string[] }

export const firstAccounts = async (db: Queryable, snapshotId: string): Promise<FirstAccount[]> => {
  const row = await onlyRow<{ lines: string | null }>(
    db,
    sql`select string_agg(line, E'\n' order by line collate "C") as lines from (
          select account as line from ${claim} where snapshot_id = ${snapshotId} and owner is null
          union all
          select case when count(*) = 1 then min(account) else string_agg(account, ',' order by account) || '=' || owner end
          from ${claim} where snapshot_id = ${snapshotId} and owner is not null group by owner) g`,
  )
  return (row?.lines ?? '').split('\n').map((line) => {
    const [accounts = '', owner] = line.split('=')
    if (owner === undefined) return { account: accounts }
    const members = accounts.split(',')
    return { account: members[0] ?? '', owner, members }
  })
}

export const nameOf = ({ account, owner, members }: FirstAccount, master: Uint8Array): string =>
  owner === undefined || members === undefined
    ? account
    : groupName({ salt: groupSalt(master, owner), ids: members })

type Placement = {
  order: Uint32Array
  accounts: readonly string[]
  names: readonly string[]
  master: Uint8Array
}

const PIECES_AN_INSERT = 64

export const insertPieces = async (db: Queryable, snapshotId: string, placement: Placement) => {
  const pieces = Array.from({ length: pieceCount(placement.order.length) }, (_, piece) => piece)
  for (let from = 0; from < pieces.length; from += PIECES_AN_INSERT) {
    const part = pieces.slice(from, from + PIECES_AN_INSERT)
    const [positions, leaves] = [
      part.map((piece) => firstPosition(placement, piece)),
      part.map((piece) => leavesOf(placement, piece)),
    ]
    await rowsOf(
      db,
      sql`insert into ${claimsPiece} (snapshot_id, piece, first_position, leaves)
          select ${snapshotId}, g.piece, g.first, g.leaves
          from unnest(${sql.param(part)}::int[], ${sql.param(positions)}::text[], ${sql.param(leaves)}::text[]) as g(piece, first, leaves)`,
    )
  }
}

export const PIECE_LEAVES = 2 ** STORED_LEVEL
export const pieceCount = (leafCount: number): number => Math.ceil(leafCount / PIECE_LEAVES)

const leavesOf = ({ order, accounts }: Placement, piece: number): string =>
  Array.from(order.subarray(piece * PIECE_LEAVES, (piece + 1) * PIECE_LEAVES), (leaf) =>
    leaf < 2 * accounts.length
      ? `${accounts[leaf >> 1] ?? ''}/${leaf & 1}`
      : `/${leaf - 2 * accounts.length}`,
  ).join('\n')

const firstPosition = ({ order, names, master }: Placement, piece: number): string => {
  const leaf = order[piece * PIECE_LEAVES] ?? 0
  const isFiller = leaf >= 2 * names.length
  const secret = isFiller
    ? fillerSecret(master, leaf - 2 * names.length)
    : accountSecret(master, names[leaf >> 1] ?? '')
  return bytesToHex(leafPosition(secret, isFiller ? 0 : leaf & 1))
}
