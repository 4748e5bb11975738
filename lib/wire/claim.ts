// Claims as a CSV file carries them: currency units in, a checked population out.
import { ownerDisagreements } from '@/lib/domain/allocation-group'
import { quoted } from '@/lib/domain/assert'
import { CLAIM_CLASSES, isAccountId, type Claim, type ClaimClass } from '@/lib/domain/claim'
import { formatFractionShort, parseWeight, type Fraction } from '@/lib/domain/fraction'
import { formatAmount, parseAmount } from '@/lib/domain/money'
import { MAX_PROBLEMS, readRows, type LineProblem, type Refuse, type Row } from './csv'

const COLUMNS = {
  required: ['account', 'base'],
  optional: ['owner', 'class', 'equity', 'cap', 'weight', 'score'],
} as const
type Column = 'account' | 'base' | 'owner' | 'class' | 'equity' | 'cap' | 'weight' | 'score'

type ReadClaims = { claims: Claim[]; problems: LineProblem[]; lines: number[] }

/**
 * Reads claims from CSV text. `claims` may be used only when there are no `problems`; `lines[i]` is
 * the line of `claims[i]`. `firstLine` is the line, in the whole file, of the first data row when
 * `text` is one chunk with the header on top; owners and duplicates are then checked within it only.
 */
export const readClaims = (
  text: string,
  options: { scale: number; firstLine?: number },
): ReadClaims => {
  const claims: Claim[] = []
  const lines: number[] = []
  const lineOfAccount = new Map<string, number>()
  const problems = readRows(text, COLUMNS, {
    firstLine: options.firstLine,
    onRow: (row, { line, refuse }) => {
      claims.push(readClaim({ row, refuse, scale: options.scale }))
      lines.push(line)
      const known = lineOfAccount.get(row.account)
      if (known === undefined) lineOfAccount.set(row.account, line)
      else refuse(duplicate(row.account, known))
    },
  })
  if (problems.length === 0) problems.push(...populationProblems(claims, lines))
  return { claims, problems: problems.slice(0, MAX_PROBLEMS), lines }
}

type Reading = { row: Row<Column>; refuse: Refuse; scale: number }

const readClaim = (reading: Reading): Claim => {
  const base = readAmount(reading, 'base', REQUIRED) ?? 0n
  return {
    account: readId(reading, 'account', REQUIRED) ?? '',
    owner: readId(reading, 'owner'),
    class: readClass(reading),
    base,
    equity: readAmount(reading, 'equity', { signed: true }),
    cap: readCap(reading, base),
    weight: readWeight(reading),
    score: readScore(reading),
  }
}

const REQUIRED = { required: true }
const EXPECTED_ID =
  'an id of at most 128 letters, digits and . _ : @ -, starting with a letter or digit but not “g:”'

const readId = (
  { row, refuse }: Reading,
  field: 'account' | 'owner',
  { required = false } = {},
): string | null => {
  const text = row[field]
  if (text === '' && !required) return null
  if (!isAccountId(text)) refuse({ field, found: quoted(text), expected: EXPECTED_ID })
  return text
}

const readAmount = (
  { row, refuse, scale }: Reading,
  field: 'base' | 'equity' | 'cap',
  { required = false, signed = false } = {},
): bigint | null => {
  const text = row[field]
  if (text === '' && !required) return null
  const parsed = parseAmount(text, { scale })
  if ('problem' in parsed) {
    refuse({ field, found: quoted(text), expected: parsed.expected })
    return null
  }
  const isNegative = parsed.amount < 0n && !signed
  if (isNegative) refuse({ field, found: quoted(text), expected: 'an amount of at least 0' })
  return parsed.amount
}

const readCap = (reading: Reading, base: bigint): bigint | null => {
  const cap = readAmount(reading, 'cap')
  if (cap !== null && cap > base) {
    const expected = `at most the base, ${formatAmount(base, reading)}`
    reading.refuse({ field: 'cap', found: quoted(reading.row.cap), expected })
  }
  return cap
}

const readClass = ({ row, refuse }: Reading): ClaimClass => {
  if (row.class === '') return 'eligible'
  const known = CLAIM_CLASSES.find((name) => name === row.class)
  if (known) return known
  refuse({ field: 'class', found: quoted(row.class), expected: CLAIM_CLASSES.join(', ') })
  return 'eligible'
}

const readWeight = ({ row, refuse }: Reading): Fraction | null => {
  if (row.weight === '') return null
  const parsed = parseWeight(row.weight)
  if ('weight' in parsed) return parsed.weight
  refuse({ field: 'weight', found: quoted(row.weight), expected: parsed.expected })
  return null
}

const SCORE = /^(-?)0*(\d{1,40})(?:\.(\d{1,40}))?$/
const EXPECTED_SCORE = 'a decimal number without exponent, at most 40 digits on each side'

const readScore = ({ row, refuse }: Reading): string | null => {
  if (row.score === '') return null
  const [, sign = '', whole, decimals = ''] = SCORE.exec(row.score) ?? []
  if (whole === undefined) {
    refuse({ field: 'score', found: quoted(row.score), expected: EXPECTED_SCORE })
    return null
  }
  const fraction = decimals.replace(/0+$/, '')
  const magnitude = fraction === '' ? whole : `${whole}.${fraction}`
  return magnitude === '0' ? '0' : sign + magnitude
}

const duplicate = (account: string, line: number): Omit<LineProblem, 'line'> => ({
  field: 'account',
  found: `${quoted(account)} a second time`,
  expected: `each account once; it is on line ${line} already`,
})

const populationProblems = (claims: readonly Claim[], lines: readonly number[]): LineProblem[] => {
  const disagreements = ownerDisagreements(claims).map(({ index, firstIndex, field }) => {
    const expected = `${valueOf(claims[firstIndex], field)} as on line ${lines[firstIndex] ?? 1}, which has the same owner`
    return { line: lines[index] ?? 1, field, found: valueOf(claims[index], field), expected }
  })
  return [...disagreements, ...denominatorProblems(claims, lines)]
}

const valueOf = (claim: Claim | undefined, field: 'class' | 'weight' | 'score'): string => {
  if (field !== 'weight') return quoted(claim?.[field] ?? '')
  return quoted(claim?.weight ? formatFractionShort(claim.weight) : '1')
}

const MOST_DENOMINATORS = 32

// θ carries the common denominator of all weights; without a limit it grows as long as the file.
const denominatorProblems = (claims: readonly Claim[], lines: readonly number[]): LineProblem[] => {
  const seen = new Set<bigint>()
  const index = claims.findIndex(
    ({ weight }) => weight && seen.add(weight.denominator).size > MOST_DENOMINATORS,
  )
  if (index === -1) return []
  const found = `denominator number ${seen.size} among the weights`
  const expected = `weights with at most ${MOST_DENOMINATORS} different denominators`
  return [{ line: lines[index] ?? 1, field: 'weight', found, expected }]
}
