// Since when the log has the keys that signed, and whether first keys are those of founders.
import type { EvidenceCase, Signed } from './verification-evidence-log'
import { secondsOf } from './verification-evidence-policy'
import { officerText } from './verification-evidence-subject'

type Keys = EvidenceCase['keys']

/**
 * Whether the key of a sign-off was in force at `moment` with the roles and the group that it has. A
 * first key counts for any loss: it is older than anything that could be signed. A later entry about
 * the same key, with more roles or another group, makes it as young as that entry.
 */
export const isFromBefore = (
  { key }: Signed,
  { moment, keys }: { moment: string; keys: Keys },
): boolean => {
  if (key === null) return false
  const isFirst = isFirstKey(key) || earlierOf(key, keys).some(isFirstKey)
  return (isFirst && key.entry.founding) || key.entry.effectiveAt <= moment
}

/**
 * Whether a later entry of a key has no more than an earlier one had: the same group and no other
 * roles, in force from the same time. It then needs nobody who admits it anew.
 */
export const isNarrowed = (key: Signed['key'], keys: Keys): boolean =>
  key !== null &&
  earlierOf(key, keys).some(({ entry }) => entry.effectiveAt === key.entry.effectiveAt)

/** Entries of the same key from before, which gave at least what this one gives. */
const earlierOf = ({ index, entry }: Keys[number], keys: Keys): Keys =>
  keys.filter(
    (one) =>
      one.index < index &&
      one.entry.credentialIdHash === entry.credentialIdHash &&
      one.entry.publicKey === entry.publicKey &&
      one.entry.officer === entry.officer &&
      one.entry.status === 'active' &&
      one.entry.group === entry.group &&
      entry.roles.every((role) => one.entry.roles.includes(role)),
  )

const isFirstKey = ({ entry }: Keys[number]): boolean =>
  entry.founding && entry.decisions.length === 0

const MOST_FIRST_KEYS = 2
const FIRST_START_SECONDS = 24 * 3600

/**
 * First keys need no decision, so they are held to the first start: officers of the genesis, at most
 * two each, within a day of the first of them or until a second officer had one, whichever was later;
 * all others name the decisions that admitted them. Source: signoff.md §1.
 */
export const foundingProblem = ({ keys, genesis }: EvidenceCase): string | null => {
  const admitted = keys.find(
    ({ entry }) => entry.status === 'active' && !entry.founding && entry.decisions.length === 0,
  )
  if (admitted !== undefined)
    return `The key at entry ${admitted.index} came into force without a decision.`
  const founding = keys.filter(isFirstKey)
  const founders = new Set(genesis.entry.officers.map(({ officer }) => officer))
  const stranger = founding.find(({ entry }) => !founders.has(entry.officer))
  if (stranger !== undefined)
    return `The first key at entry ${stranger.index} is of ${officerText(stranger.entry.officer)}, whom the log’s first entry does not name.`
  const closed = closedAt(founding)
  const late = founding.find(({ entry }) => secondsOf(entry.effectiveAt) > closed)
  if (late !== undefined)
    return `The first key at entry ${late.index} came more than a day after the first of all, when two officers had one.`
  return tooManyProblem(founding)
}

/** Seconds since 1970 until which founders put first keys in force: never over while one alone has some. */
const closedAt = (founding: Keys): number => {
  const [first] = founding
  if (first === undefined) return Infinity
  const second = founding.find(({ entry }) => entry.officer !== first.entry.officer)
  const opened = secondsOf(first.entry.effectiveAt)
  const isTwo = second === undefined ? Infinity : secondsOf(second.entry.effectiveAt)
  return Math.max(opened + FIRST_START_SECONDS, isTwo)
}

const tooManyProblem = (founding: Keys): string | null => {
  const held = new Map<string, Set<string>>()
  for (const { entry } of founding) {
    const own = held.get(entry.officer) ?? new Set()
    held.set(entry.officer, own.add(entry.credentialIdHash))
  }
  const [officer] = [...held].find(([, keys]) => keys.size > MOST_FIRST_KEYS) ?? []
  return officer === undefined
    ? null
    : `${officerText(officer)} has more than ${MOST_FIRST_KEYS} first keys.`
}
