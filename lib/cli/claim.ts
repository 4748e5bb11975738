// The claims file of a command: read whole, and refused where the terms cannot be applied to it.
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { groupByOwner } from '@/lib/domain/allocation-group'
import type { Limits } from '@/lib/domain/allocation-limits'
import { termsProblems, type Terms, type TermsProblem } from '@/lib/domain/allocation-terms'
import { quoted } from '@/lib/domain/assert'
import type { Claim } from '@/lib/domain/claim'
import { formatFractionShort } from '@/lib/domain/fraction'
import { formatAmount } from '@/lib/domain/money'
import { readClaims } from '@/lib/wire/claim'
import {
  decodeFile,
  MAX_FILE_BYTES,
  MAX_PROBLEMS,
  problemSentence,
  sizeProblem,
  type LineProblem,
} from '@/lib/wire/csv'
import { LIMIT_OPTIONS } from './allocate-limits'
import { badInput, codeOf, type Failure } from './outcome'

type ClaimsFile = { claims: string; scale: number }

/** The claims of a file, in its order, to which the terms may be applied; or one line per problem. */
export const readChargeableClaims = async (
  options: ClaimsFile & Terms,
): Promise<Claim[] | Failure> => {
  const read = await readClaimsFile(options)
  if ('exitCode' in read) return read
  const problems = termsProblems(read.claims, options).slice(0, MAX_PROBLEMS)
  if (problems.length > 0) return badInput(problems.map(unfit(read, options)))
  return uselessMinEquity(read.claims, options.limits) ?? read.claims
}

/** `lines[i]` is the line of `claims[i]`. */
type ReadFile = { claims: Claim[]; lines: number[] }

const readClaimsFile = async ({ claims, scale }: ClaimsFile): Promise<ReadFile | Failure> => {
  const bytes = await readBytes(claims)
  if ('problem' in bytes) return badInput([located(claims, bytes.problem)])
  const decoded = decodeFile(bytes)
  if ('problem' in decoded) return badInput([located(claims, decoded.problem)])
  const read = readClaims(decoded.text, { scale })
  if (read.problems.length === 0) return read
  return badInput(read.problems.map((problem) => located(claims, problem)))
}

const located = (file: string, problem: LineProblem): string =>
  `${file}:${problem.line}: ${problemSentence(problem)}`

const readBytes = async (path: string): Promise<Uint8Array | { problem: LineProblem }> => {
  try {
    const info = await stat(path)
    const problem = info.isFile() ? sizeProblem(info.size) : null
    if (problem) return { problem }
    return info.isFile() ? await readFile(path) : await readStream(path)
  } catch (error) {
    const found = `a file that cannot be read (${codeOf(error)})`
    return { problem: { line: 1, field: null, found, expected: 'a readable CSV file' } }
  }
}

/** A pipe has no size beforehand and a device may never end: one byte too many is enough to refuse it. */
const readStream = async (path: string): Promise<Uint8Array | { problem: LineProblem }> => {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    pieces.push(piece)
    size += piece.length
    const problem = size > MAX_FILE_BYTES ? sizeProblem(size) : null
    if (problem) return { problem }
  }
  return Buffer.concat(pieces)
}

const unfit =
  ({ claims, lines }: ReadFile, options: ClaimsFile) =>
  ({ index, field, sentence }: TermsProblem): string => {
    const at = index ?? 0
    const found = quoted(foundIn(claims[at], field, options))
    return `${options.claims}:${lines[at] ?? 1}: ${field}: found ${found}, ${sentence}`
  }

const foundIn = (
  claim: Claim | undefined,
  field: TermsProblem['field'],
  options: ClaimsFile,
): string => {
  if (field === 'cap') return claim?.cap == null ? '' : formatAmount(claim.cap, options)
  if (field === 'weight') return claim?.weight ? formatFractionShort(claim.weight) : ''
  return ''
}

/** An officer who names a minimum equity believes in it: where it protects nobody, it is refused. */
const uselessMinEquity = (claims: readonly Claim[], { minEquity }: Limits): Failure | null => {
  if (minEquity === null) return null
  const isKnown = groupByOwner(claims).some(
    ({ claim }) => claim.class !== 'exempt' && claim.equity !== null,
  )
  if (isKnown) return null
  const found = 'found no claim to charge whose equity is known'
  const expected = 'expected the column equity, without which it limits nobody'
  return badInput([`ballast: --${LIMIT_OPTIONS.minEquity}: ${found}, ${expected}`])
}
