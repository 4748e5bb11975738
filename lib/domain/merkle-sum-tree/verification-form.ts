// Whether a statement and its public side are written as LMST-1 asks, before any of it is computed with.
import { RULES, ROUNDINGS, type SealedSchedule } from '../allocation-schedule'
import { CLAIM_CLASSES } from '../claim'
import { anything, list, oneOf, record, shapeProblem, text, type Shape } from '../json-shape'
import { unless, type Finding, type Presented } from './verification-case'

/** Every member is there, none is unknown, and what is no number and no hash has its type. */
export const membersFinding = (presented: Presented): Finding =>
  unless(
    formProblem(presented, { ...ANYTHING, text: STRING, word: oneOf }),
    'The statement and the report have exactly the members that the format names.',
  )

/** Text is well-formed and in Unicode's composed form; it is never normalised here. */
export const textFinding = (presented: Presented): Finding =>
  unless(
    formProblem(presented, { ...ANYTHING, text: COMPOSED }),
    'Every text is well-formed and in composed form (NFC).',
  )

/** Numbers are decimal strings in their one form. */
export const integerFinding = (presented: Presented): Finding =>
  unless(
    formProblem(presented, {
      ...ANYTHING,
      integer: INTEGER,
      signed: text(/^(?:0|-?[1-9][0-9]*)$/, 'a whole number without leading zeros'),
      part: FRACTION_PART,
      weight: text(/^(?:0|[1-9][0-9]{0,39})(?:\/(?:0|[1-9][0-9]{0,39}))?$/, 'a weight p or p/q'),
      score: SCORE,
    }),
    'Every number is a whole decimal number without sign, leading zeros or exponent where none belongs.',
  )

/** Hashes and salts are 64 lower-case hexadecimal digits. */
export const hexFinding = (presented: Presented): Finding =>
  unless(
    formProblem(presented, {
      ...ANYTHING,
      hex: HEX,
    }),
    'Every hash and salt is 64 lower-case hexadecimal digits.',
  )

/** What each kind of value has to look like. */
type Kinds = Record<
  'text' | 'integer' | 'signed' | 'part' | 'weight' | 'score' | 'hex',
  Shape<unknown>
> & { word: (...words: readonly (string | boolean)[]) => Shape<unknown> }

const ANYTHING: Kinds = {
  ...{ text: anything, integer: anything, signed: anything, part: anything },
  ...{ weight: anything, score: anything, hex: anything },
  word: () => anything,
}

const STRING: Shape<string> = text(/^/, 'text')

const COMPOSED: Shape<string> = {
  problemOf: (value) => {
    if (typeof value !== 'string') return ': expected text, got another value'
    if (/\p{Surrogate}/u.test(value)) return ': expected well-formed text, got a lone surrogate'
    return value === value.normalize('NFC')
      ? null
      : ': expected composed text (NFC), got another form'
  },
}

const INTEGER = text(/^(?:0|[1-9][0-9]*)$/, 'a whole number without leading zeros')

const SCORE = text(/^-?(?:0|[1-9][0-9]{0,39})(?:\.[0-9]{1,40})?$/, 'a decimal number')

const HEX = text(/^[0-9a-f]{64}$/, '64 lower-case hex digits')

const LONGEST_FRACTION = 10_000

const FRACTION_PART: Shape<string> = {
  problemOf: (value) =>
    typeof value === 'string' && value.length > LONGEST_FRACTION
      ? `: expected at most ${LONGEST_FRACTION} digits, got ${value.length}`
      : INTEGER.problemOf(value),
}

const formProblem = ({ part, side, typedAccount }: Presented, kinds: Kinds): string | null => {
  const problem =
    told('the statement', shapeProblem(part, partShape(kinds))) ??
    told('the report', shapeProblem(side, sideShape(kinds))) ??
    told('the account that you typed', shapeProblem(typedAccount, kinds.text))
  return problem
}

const told = (where: string, problem: string | null): string | null =>
  problem === null ? null : `In ${where}, ${problem}.`

const partShape = (kinds: Kinds): Shape<unknown> =>
  record(
    {
      account: kinds.text,
      claim: claimShape(kinds),
      levy: kinds.integer,
      chunks: list(chunkShape(kinds)),
    },
    {
      members: record({ salt: kinds.hex, ids: list(kinds.text) }),
      cutoffOpening: record({ account: kinds.text, amount: kinds.integer, salt: kinds.hex }),
    },
  )

const claimShape = ({
  text: id,
  word,
  integer,
  hex,
  signed,
  weight,
  score,
}: Kinds): Shape<unknown> =>
  record(
    { account: id, class: word(...CLAIM_CLASSES), base: integer, cap: integer, inputsDigest: hex },
    { equity: signed, weight, score },
  )

const chunkShape = ({ integer, hex }: Kinds): Shape<unknown> => {
  const path = list(record({ hash: hex, sums: list(integer) }))
  return record({
    index: integer,
    chunk: integer,
    salt: hex,
    claims: record({ values: list(integer), path }),
    shares: record({ value: integer, path }),
  })
}

const sideShape = (kinds: Kinds): Shape<unknown> => {
  const { integer, hex } = kinds
  const classes = { eligible: integer, exempt: integer, house: integer }
  return record({
    claimsContext: claimsContextShape(kinds),
    sharesContext: sharesContextShape(kinds),
    claimsRoot: hex,
    sharesRoot: hex,
    totals: record({ ...classes, capacity: integer, levy: integer }),
    counts: record(classes),
    residual: integer,
  })
}

const placeShape = ({ text: word, integer }: Kinds) => ({
  ...{ scheme: word, env: word, logOrigin: word, columns: list(word) },
  ...{ leafCount: integer, depth: integer },
})

const claimsContextShape = (kinds: Kinds): Shape<unknown> => {
  const { text: word, integer } = kinds
  return record({
    ...placeShape(kinds),
    ...{ snapshotId: word, asset: word, numeraire: word, cutoff: word },
    ...{ scale: integer, accounts: integer },
  })
}

const sharesContextShape = (kinds: Kinds): Shape<unknown> => {
  const { text: word, integer, hex } = kinds
  return record({
    ...placeShape(kinds),
    ...{ clawbackId: word, revision: integer, collected: integer },
    ...{ claimsRoot: hex, policyDigest: hex, schedule: scheduleShape(kinds) },
  })
}

/** Rule and rounding decide which constants a schedule has (allocation.md §3). */
const scheduleShape = (kinds: Kinds): Shape<unknown> => ({
  problemOf: (value) => {
    const known: { rule?: unknown; rounding?: unknown } =
      typeof value === 'object' && value !== null ? value : {}
    const { integer, hex, word } = kinds
    const fraction = fractionShape(kinds)
    const limits = record({}, { capFraction: fraction, minEquity: integer, exemptBelow: integer })
    const terms = {
      rule: word(...RULES),
      rounding: word(...ROUNDINGS),
      weighted: word(true, false),
    }
    const constants = constantShapes(known.rule, kinds)
    if (known.rule === 'queue') {
      return record({ ...terms, ...constants, cutoff: hex }, { limits }).problemOf(value)
    }
    if (known.rounding !== 'largest-remainder') {
      return record({ ...terms, ...constants }, { limits }).problemOf(value)
    }
    const exact = { ...terms, ...constants, remainder: fraction }
    return record(exact, { limits, cutoff: hex }).problemOf(value)
  },
})

const constantShapes = (rule: unknown, kinds: Kinds): Record<string, Shape<unknown>> => {
  if (rule === 'queue') return { score: kinds.score }
  if (rule === 'level-down') return { mu: fractionShape(kinds) }
  const theta = fractionShape(kinds)
  return rule === 'talmud' ? { theta, half: kinds.word('low', 'high') } : { theta }
}

const fractionShape = ({ part }: Kinds): Shape<unknown> =>
  record({ numerator: part, denominator: part })

/** A published schedule by itself, every number and digest in its form; fractions may divide by 0. */
export const sealedSchedule: Shape<SealedSchedule> = {
  problemOf: (value) =>
    scheduleShape({
      ...ANYTHING,
      ...{ word: oneOf, integer: INTEGER, part: FRACTION_PART, score: SCORE, hex: HEX },
    }).problemOf(value),
}
