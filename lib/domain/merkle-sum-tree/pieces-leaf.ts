// The leaves of a piece, many rows a step: secrets, salts, digests, cuts, hashes (transparency.md §3).
import { assert } from '../assert'
import { CLAIMS_COLUMNS, type TreeClaim } from './format'
import {
  bytesOf,
  CLAIMS_NODE_BYTES,
  hashParts,
  placeParts,
  rowOf,
  SHARES_NODE_BYTES,
  stepOf,
  type Desk,
  type Part,
} from './pieces-desk'
import { hashAccountSecrets, hashFillerSecrets } from './pieces-secret'
import { claimBytes, textBytes, writeClaim, writeText } from './pieces-text'
import { writeAmount, writeValue } from './pieces-amount'
import type { Column } from './sha256-batch'

/** `place` counts from the first leaf of the piece, `index` from that of the tree. */
type Seat = { index: number; place: number }
export type AccountSeat = Seat & { claim: TreeClaim; chunk: number; levy: bigint }
export type FillerSeat = Seat & { filler: number }

/** Rows stand in the order in which they are worked on: accounts first. */
export type LeafBatch = {
  accounts: readonly AccountSeat[]
  fillers: readonly FillerSeat[]
  claimsContext: Uint8Array
  sharesContext: Uint8Array | null
  longest: Longest
}

/** Bytes that suffice for any id, any claim with its tag, and any message of these rows. */
export type Longest = { id: number; claim: number; message: number }

/** Writes every leaf, hash and values, to where it stands among the piece's packed nodes. */
export const hashLeaves = (desk: Desk, batch: LeafBatch): void => {
  const rows = batch.accounts.length + batch.fillers.length
  seatRows(desk, batch)
  hashSecretsOf(desk, batch)
  hashSalts(desk, rows)
  hashClaims(desk, batch)
  cutValues(desk, batch)
  hashClaimsLeaves(desk, batch)
  if (batch.sharesContext) hashSharesLeaves(desk, { rows, context: batch.sharesContext })
}

/** What room the messages about these accounts and any filler take up. */
export const longestOf = (accounts: readonly AccountSeat[]): Longest => {
  let [id, claim] = [0, 0]
  for (const seat of accounts) {
    id = Math.max(id, textBytes(seat.claim.account))
    claim = Math.max(claim, CLAIM.length + claimBytes(seat.claim))
  }
  return { id, claim, message: Math.max(claim, LEAF_BYTES + id) }
}

/** What every later step reads; a filler has zeros where an account has values. */
const seatRows = (desk: Desk, { accounts, fillers }: LeafBatch): void => {
  const { bytes } = desk
  const rows = accounts.length + fillers.length
  for (const column of [desk.marks, desk.chunks, desk.claimDigests, desk.levies, desk.sums]) {
    bytes.fill(0, column.at, column.at + rows * column.step)
  }
  accounts.forEach((seat, row) => seatAccount(desk, seat, row))
  accounts.forEach((seat, row) => seatLeaf(desk, seat, row))
  fillers.forEach((seat, row) => seatLeaf(desk, seat, accounts.length + row))
}

const seatAccount = (desk: Desk, { claim, chunk, levy }: AccountSeat, row: number): void => {
  const { bytes, view, words } = desk
  const column = CLAIMS_COLUMNS.indexOf(claim.class)
  bytes[rowOf(desk.classes, row)] = column
  bytes[rowOf(desk.chunks, row)] = chunk
  bytes[rowOf(desk.marks, row)] = chunk
  bytes[rowOf(desk.marks, row) + 1] = CHUNKS
  words[rowOf(desk.classShifts, row) / 4] = column * VALUE_BYTES
  const [base, cap] = [rowOf(desk.bases, row), rowOf(desk.caps, row)]
  writeAmount(view, base, claim.base)
  if (claim.class !== 'exempt' && claim.cap === claim.base)
    bytes.copyWithin(cap, base, base + VALUE_BYTES)
  else writeAmount(view, cap, claim.class === 'exempt' ? '0' : claim.cap)
  writeValue(view, rowOf(desk.levies, row), levy)
}

const seatLeaf = (desk: Desk, { index, place }: Seat, row: number): void => {
  const { view, words } = desk
  const at = rowOf(desk.indexes, row)
  view.setUint32(at, 0)
  view.setUint32(at + 4, index)
  words[rowOf(desk.claimsShifts, row) / 4] = place * CLAIMS_NODE_BYTES
  words[rowOf(desk.sharesShifts, row) / 4] = place * SHARES_NODE_BYTES
}

const CHUNKS = 2
const VALUE_BYTES = 16
const CAPACITY = CLAIMS_COLUMNS.indexOf('capacity')
const hashSecretsOf = (desk: Desk, { accounts, fillers, longest }: LeafBatch): void => {
  const { secrets } = desk
  const ids = accounts.map(({ claim }) => claim.account)
  hashAccountSecrets(desk, { ids, longest: longest.id, into: secrets })
  const into = { at: rowOf(secrets, accounts.length), step: secrets.step }
  hashFillerSecrets(desk, { numbers: fillers.map(({ filler }) => filler), into })
}

const SALT = bytesOf('LMST-1/salt\0')

const hashSalts = (desk: Desk, rows: number): void => {
  const parts: Part[] = [
    { offset: 0, bytes: SALT },
    { offset: SALT.length, column: desk.chunks, width: 1 },
    { offset: SALT.length + 1, column: desk.secrets, width: 32 },
  ]
  hashParts(desk, { rows, length: SALT.length + 33, parts, into: desk.salts })
}

const CLAIM = bytesOf('LMST-1/claim\0')

const hashClaims = (desk: Desk, { accounts, longest }: LeafBatch): void => {
  const { bytes, words, engine, claimDigests: into } = desk
  const messages = { at: desk.messages, step: stepOf(longest.claim) }
  accounts.forEach(({ claim }, row) => {
    const at = rowOf(messages, row)
    bytes.set(CLAIM, at)
    const end = writeClaim(bytes, at + CLAIM.length, claim)
    words[rowOf(desk.lengths, row) / 4] = end - at
  })
  engine.hash({ rows: accounts.length, messages, lengths: desk.lengths.at, into })
}

/** Cuts the base and the capacity into the leaf's sums, and the levy in its place. */
const cutValues = (desk: Desk, { accounts, claimsContext, sharesContext }: LeafBatch): void => {
  const { engine, sums, parts: from } = desk
  const rows = accounts.length
  const [context, capacity] = [claimsContext, Uint8Array.of(CAPACITY)]
  cut(desk, { rows, context, column: desk.classes, wholes: desk.bases, into: from })
  const shifts = desk.classShifts.at
  engine.place({ rows, from, width: VALUE_BYTES, into: sums, shifts })
  cut(desk, { rows, context, column: capacity, wholes: desk.caps, into: from })
  const into = { at: sums.at + CAPACITY * VALUE_BYTES, step: sums.step }
  engine.place({ rows, from, width: VALUE_BYTES, into })
  if (!sharesContext) return
  const { levies } = desk
  const levy = { context: sharesContext, column: Uint8Array.of(0), wholes: levies, into: levies }
  cut(desk, { rows, ...levy })
}

const CUT = bytesOf('LMST-1/cut\0')

type Cut = {
  rows: number
  context: Uint8Array
  column: Column | Uint8Array
  wholes: Column
  into: Column
}

const cut = (desk: Desk, { rows, context, column, wholes, into }: Cut): void => {
  const { digests, chunks } = desk
  const [secretAt, contextAt] = [CUT.length, CUT.length + 32]
  const offset = contextAt + context.length
  const parts: Part[] = [
    { offset: 0, bytes: CUT },
    { offset: secretAt, column: desk.secrets, width: 32 },
    { offset: contextAt, bytes: context },
    'step' in column ? { offset, column, width: 1 } : { offset, bytes: column },
  ]
  hashParts(desk, { rows, length: offset + 1, parts, into: digests })
  desk.engine.cut({ rows, digests, wholes, chunks, into })
}

/** Tag, context, index, salt; then length and id, mark, digest, values. */
const ID_AT = 10 + 32 + 8 + 32
const LEAF_BYTES = ID_AT + 2 + 2 + 32 + 64

const hashClaimsLeaves = (desk: Desk, batch: LeafBatch): void => {
  const { accounts, fillers, claimsContext, longest } = batch
  const { engine, digests: from, idLengths: shifts } = desk
  const rows = accounts.length + fillers.length
  const messages = { at: desk.messages, step: stepOf(LEAF_BYTES + longest.id) }
  writeIds(desk, { accounts, rows, messages })
  const parts: Part[] = [
    ...leafParts(desk, bytesOf('\0LMSTclaim', claimsContext)),
    { offset: 50, column: desk.salts, width: 32 },
    { offset: ID_AT + 2, column: desk.marks, width: 2, shifts },
    { offset: ID_AT + 4, column: desk.claimDigests, width: 32, shifts },
    { offset: ID_AT + 36, column: desk.sums, width: 64, shifts },
  ]
  placeParts(desk, { rows, messages, parts })
  engine.hash({ rows, messages, lengths: desk.lengths.at, into: from })
  const nodes = { rows, shifts: desk.claimsShifts.at }
  const { at } = desk.claimsNodes
  engine.place({ ...nodes, from, width: 32, into: { at, step: 0 } })
  engine.place({ ...nodes, from: desk.sums, width: 64, into: { at: at + 32, step: 0 } })
}

/** Writes length and id of every account into its message, and the lengths of both. */
const writeIds = (
  { bytes, view, words, lengths, idLengths }: Desk,
  { accounts, rows, messages }: { accounts: LeafBatch['accounts']; rows: number; messages: Column },
): void => {
  for (let row = 0; row < rows; row += 1) {
    const at = rowOf(messages, row) + ID_AT
    const length = writeText(bytes, at + 2, accounts[row]?.claim.account ?? '') - at - 2
    assert(length < 2 ** 16, `expected an id of less than 65536 bytes, got ${length}`)
    view.setUint16(at, length)
    words[rowOf(idLengths, row) / 4] = length
    words[rowOf(lengths, row) / 4] = LEAF_BYTES + length
  }
}

const hashSharesLeaves = (
  desk: Desk,
  { rows, context }: { rows: number; context: Uint8Array },
): void => {
  const { engine, digests, levies, sharesLeaves: from } = desk
  const parts: Part[] = [
    ...leafParts(desk, bytesOf('\0LMSTshare', context)),
    { offset: 50, column: digests, width: 32 },
    { offset: 82, column: levies, width: VALUE_BYTES },
  ]
  hashParts(desk, { rows, length: 98, parts, into: from })
  const nodes = { rows, shifts: desk.sharesShifts.at }
  const { at } = desk.sharesNodes
  engine.place({ ...nodes, from, width: 32, into: { at, step: 0 } })
  engine.place({ ...nodes, from: levies, width: 16, into: { at: at + 32, step: 0 } })
}

/** The tag with the context, and the index: how the leaves of both trees begin. */
const leafParts = (desk: Desk, start: Uint8Array): Part[] => [
  { offset: 0, bytes: start },
  { offset: 42, column: desk.indexes, width: 8 },
]
