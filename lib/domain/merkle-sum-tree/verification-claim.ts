// Whose claim it is, and that its two parts add up to what the statement says.
import { quoted } from '../assert'
import { compareBytes, groupName } from './context'
import { CLAIMS_COLUMNS, type GroupMembers } from './format'
import { columnsOf } from './tree'
import { shownAmount, unless, type Case, type Finding } from './verification-case'

const GROUP = 'g:'
const LONGEST_ID = 2 ** 16 - 1

/** The claim is the reader's own: the id that he typed, or a group, which `groupFinding` opens. */
export const accountFinding = ({ part, typedAccount }: Case): Finding => {
  const { account, claim } = part
  const isOwn = account === typedAccount || account.startsWith(GROUP)
  const problem =
    account !== claim.account
      ? `The statement is about ${quoted(account)}, its claim about ${quoted(claim.account)}.`
      : isOwn
        ? null
        : `The statement is about ${quoted(account)}, you typed ${quoted(typedAccount)}.`
  return unless(
    idProblem(account) ?? problem,
    account.startsWith(GROUP)
      ? 'The statement is about a group of accounts.'
      : `The statement is about ${quoted(account)}, as you typed.`,
  )
}

const idProblem = (id: string): string | null => {
  const { length } = new TextEncoder().encode(id)
  if (length >= 1 && length <= LONGEST_ID) return null
  return `Expected an account id of 1 to ${LONGEST_ID} bytes, got ${length}.`
}

/** A group is opened, has the reader among its members, and is named by them. */
export const groupFinding = ({ part, typedAccount }: Case): Finding => {
  const { account, members } = part
  if (!account.startsWith(GROUP)) {
    return unless(
      members && 'The statement names members, though its claim is a single account’s.',
      'Your claim is that of a single account.',
    )
  }
  if (members === undefined) {
    return unless('The claim is a group’s, and its members are not named.', '')
  }
  return unless(
    membersProblem(members, { account, typedAccount }),
    `Your claim adds up ${members.ids.length} accounts, yours among them: ${listed(members.ids)}. Confirm that all of them are yours.`,
  )
}

const membersProblem = (
  { salt, ids }: GroupMembers,
  { account, typedAccount }: { account: string; typedAccount: string },
): string | null => {
  const misnamed = ids.map(idProblem).find((problem) => problem !== null)
  if (misnamed) return misnamed
  if (!isAscending(ids)) return 'The members of the group are not ascending, each once.'
  if (!ids.includes(typedAccount))
    return `You typed ${quoted(typedAccount)}, who is not in the group.`
  return groupName({ salt, ids }) === account
    ? null
    : 'The members do not give the name under which the group stands in the tree.'
}

const isAscending = (ids: readonly string[]): boolean => {
  const encoded = ids.map((id) => new TextEncoder().encode(id))
  return encoded.every((id, at) => {
    const next = encoded[at + 1]
    return next === undefined || compareBytes(id, next) < 0
  })
}

const LONGEST_LIST = 20

const listed = (ids: readonly string[]): string => {
  const shown = ids.slice(0, LONGEST_LIST).map(quoted).join(', ')
  return ids.length > LONGEST_LIST ? `${shown} and ${ids.length - LONGEST_LIST} more` : shown
}

/** The parts add up to the base in the class's column, to 0 in the others, to the cap as capacity. */
export const claimTotalsFinding = (presented: Case): Finding => {
  const { chunks, claim } = presented.part
  const expected = columnsOf(claim)
  const column = CLAIMS_COLUMNS.findIndex(
    (_, at) => total(chunks.map(({ claims }) => claims.values[at])) !== expected[at],
  )
  const found = total(chunks.map(({ claims }) => claims.values[column]))
  return unless(
    column < 0
      ? null
      : `Expected the parts of your claim to add up to ${shownAmount(expected[column] ?? 0n, presented)} as ${CLAIMS_COLUMNS[column]}, got ${shownAmount(found, presented)}.`,
    `The parts of your claim add up to its base of ${shownAmount(BigInt(claim.base), presented)}, counted as ${claim.class}.`,
  )
}

const total = (parts: readonly (string | undefined)[]): bigint =>
  parts.reduce((sum, part) => sum + BigInt(part ?? '0'), 0n)

/** A claim can lose its base at most, so its cap is no more. */
export const capFinding = (presented: Case): Finding => {
  const [base, cap] = [BigInt(presented.part.claim.base), BigInt(presented.part.claim.cap)]
  const most = shownAmount(base, presented)
  return unless(
    cap > base
      ? `The cap of your claim is ${shownAmount(cap, presented)}, more than its base of ${most}.`
      : null,
    `The cap of your claim is no more than its base of ${most}.`,
  )
}

/** The parts of the levy add up to it. */
export const levyChunksFinding = (presented: Case): Finding => {
  const { chunks, levy } = presented.part
  const found = total(chunks.map(({ shares }) => shares.value))
  const expected = shownAmount(BigInt(levy), presented)
  return unless(
    found === BigInt(levy)
      ? null
      : `The statement says that your levy is ${expected}, its parts add up to ${shownAmount(found, presented)}.`,
    `The parts of your levy add up to ${expected}.`,
  )
}
