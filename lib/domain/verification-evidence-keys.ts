// Since when the log has the keys that signed, and whether first keys are those of founders.
import type { EvidenceCase, Signed } from './verification-evidence-log'
import { secondsOf } from './verification-evidence-policy'
import { officerText } from './verification-evidence-subject'

/**
 * Whether the key of a sign-off was in force at `moment` with the roles and the group that it has. A
 * first key counts for any loss: it is older than anything that could be signed. A later entry about
 * the same key, with other roles or another group, makes it as young as that entry.
 */
export const isFromBefore = ({ key }: Signed, moment: string): boolean => {
  if (key === null) return false
  const { founding, decisions, effectiveAt } = key.entry
  return (founding && decisions.length === 0) || effectiveAt <= moment
}

const MOST_FIRST_KEYS = 2
const FIRST_START_SECONDS = 24 * 3600

/**
 * First keys need no decision, so they are held to the first start: officers of the genesis, at most
 * two each, within a day of the first of them; all others name the decisions that admitted them.
 * Source: signoff.md §1.
 */
export const foundingProblem = ({ keys, genesis }: EvidenceCase): string | null => {
  const admitted = keys.find(
    ({ entry }) => entry.status === 'active' && !entry.founding && entry.decisions.length === 0,
  )
  if (admitted !== undefined)
    return `The key at entry ${admitted.index} came into force without a decision.`
  const founding = keys.filter(({ entry }) => entry.founding && entry.decisions.length === 0)
  const founders = new Set(genesis.entry.officers.map(({ officer }) => officer))
  const stranger = founding.find(({ entry }) => !founders.has(entry.officer))
  if (stranger !== undefined)
    return `The first key at entry ${stranger.index} is of ${officerText(stranger.entry.officer)}, whom the log’s first entry does not name.`
  const opened = secondsOf(founding[0]?.entry.effectiveAt ?? genesis.entry.at)
  const late = founding.find(
    ({ entry }) => secondsOf(entry.effectiveAt) - opened > FIRST_START_SECONDS,
  )
  if (late !== undefined)
    return `The first key at entry ${late.index} came more than a day after the first of all.`
  return tooManyProblem(founding)
}

const tooManyProblem = (founding: EvidenceCase['keys']): string | null => {
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
