// What somebody could change in a statement: each as a new file, with everything else left as it was.
import { canonicalJson } from '@/lib/domain/canonical-json'
import type { StatementFile } from '@/lib/domain/statement-file'
import { withDifferences, type Difference, type Json } from './verifier-cases'
import { words } from './verifier-words'

export type Tampering = {
  name: string
  /** Null where the statement has nothing of that kind. */
  change: (statement: StatementFile) => readonly Difference[] | null
}

/** The bytes of the changed statement, in the one form that a statement may have. */
export const tamperedBytes = (
  statement: StatementFile,
  { change }: Tampering,
): Uint8Array | null => {
  const differences = change(statement)
  if (differences === null) return null
  const changed = withDifferences(statement, differences)
  return new TextEncoder().encode(canonicalJson(changed))
}

const text = words.tamperings
const at = (path: string, value: Json): Difference => ({ path: path.split(' '), value })

export const TAMPERINGS: readonly Tampering[] = [
  { name: text.levy, change: ({ levy }) => [at('levy', plus(levy, 1n))] },
  { name: text.base, change: ({ claim }) => [at('claim base', plus(claim.base, 1n))] },
  {
    name: text.class,
    change: ({ claim }) => [at('claim class', claim.class === 'exempt' ? 'eligible' : 'exempt')],
  },
  {
    name: text.input,
    change: ({ inputs: [first] }) =>
      first === undefined ? null : [at('inputs 0 base', plus(first.base, 1n))],
  },
  {
    name: text.account,
    change: ({ account }) => [at('account', `${account}0`), at('claim account', `${account}0`)],
  },
  {
    name: text.salt,
    change: ({ chunks: [first] }) =>
      first === undefined ? null : [at('chunks 0 salt', otherDigit(first.salt))],
  },
  {
    name: text.hash,
    change: ({ chunks: [first] }) => {
      const step = first?.claims.path[0]
      return step === undefined ? null : [at('chunks 0 claims path 0 hash', otherDigit(step.hash))]
    },
  },
  {
    name: text.sum,
    change: ({ chunks: [first] }) => {
      const sum = first?.shares.path.at(-1)?.sums[0]
      const last = (first?.shares.path.length ?? 0) - 1
      return sum === undefined ? null : [at(`chunks 0 shares path ${last} sums 0`, plus(sum, 1n))]
    },
  },
  {
    name: text.chunks,
    change: ({ chunks: [first, second] }) =>
      first === undefined || second === undefined
        ? null
        : [at('chunks 0', second), at('chunks 1', first)],
  },
  { name: text.total, change: ({ totals }) => [at('totals levy', plus(totals.levy, -1n))] },
  { name: text.residual, change: ({ residual }) => [at('residual', plus(residual, 1n))] },
  {
    name: text.collected,
    change: ({ sharesContext }) => [
      at('sharesContext collected', plus(sharesContext.collected, 1n)),
    ],
  },
  { name: text.constant, change: ({ sharesContext }) => changedConstant(sharesContext.schedule) },
  { name: text.zero, change: ({ levy }) => [at('levy', `0${levy}`)] },
  { name: text.unknown, change: () => [at('note', text.unknownValue)] },
  {
    name: text.entry,
    change: ({ logEntries }) => {
      const entry = logEntries[1]
      return entry === undefined ? null : [at('logEntries 1', withOtherClaimsRoot(entry))]
    },
  },
  {
    name: text.proof,
    change: ({ logProofs }) => {
      const [first, ...rest] = logProofs
      return first === undefined || rest[0] === undefined
        ? null
        : [at('logProofs 0', rest[0]), at('logProofs 1', first)]
    },
  },
  {
    name: text.origin,
    change: ({ logOrigin, logProofs }) =>
      logProofs.map((proof, index) =>
        at(`logProofs ${index}`, proof.replace(`\n${logOrigin}\n`, `\n${logOrigin}x\n`)),
      ),
  },
]

const plus = (amount: string, difference: bigint): string =>
  (BigInt(amount) + difference).toString()

const otherDigit = (hex: string): string => `${hex.startsWith('0') ? '1' : '0'}${hex.slice(1)}`

type Schedule = StatementFile['sharesContext']['schedule']

const changedConstant = (schedule: Schedule): readonly Difference[] => {
  if (schedule.rule === 'queue') return [at('sharesContext schedule score', `1${schedule.score}`)]
  if (schedule.rule === 'level-down') {
    return [at('sharesContext schedule mu numerator', plus(schedule.mu.numerator, 1n))]
  }
  return [at('sharesContext schedule theta numerator', plus(schedule.theta.numerator, 1n))]
}

/** The entry's own text, ASCII in the part that is changed, so bytes and characters agree. */
const withOtherClaimsRoot = (entry: string): string =>
  btoa(
    atob(entry).replace(/("claimsRoot":")(.)/, (_, before: string, digit: string) =>
      before.concat(digit === '0' ? '1' : '0'),
    ),
  )
