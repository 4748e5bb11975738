// `ballast allocate`: claims and a loss in, one JSON object and a CSV of levies out.
import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { allocate, type Infeasible } from '@/lib/domain/allocation'
import type { Claim } from '@/lib/domain/claim'
import { formatAmount } from '@/lib/domain/money'
import { readClaims } from '@/lib/wire/claim'
import { decodeFile, problemSentence, sizeProblem, type LineProblem } from '@/lib/wire/csv'
import { readAllocateOptions, type AllocateOptions } from './allocate-options'
import { allocationReport, levyLines } from './allocation-report'
import { badInput, EXIT_INFEASIBLE, type Failure, type Outcome } from './outcome'

export const HELP = `ballast: shares a loss over the claims of a population, exactly

  ballast allocate --claims FILE --loss DECIMAL --scale N [--rule pro-rata] [--rounding floor] [--out FILE]

  --claims FILE     CSV with a header: account, base and optionally owner, class, equity, cap,
                    weight, score, in any order; amounts in currency units with at most N fraction
                    digits; class is eligible (default), house or exempt
  --loss DECIMAL    the amount to collect, above 0
  --scale N         fraction digits of the asset, 0 to 9
  --rule RULE       pro-rata (default)
  --rounding NAME   floor (default): levies are rounded down, the residual is printed
  --out FILE        writes account,base,levy for every claim, sorted by account

stdout is one JSON object. Exit codes: 0 done; 2 bad input, one line per problem on stderr;
3 the claims cannot bear the loss.`

/** Runs `ballast allocate` with the words after it. */
export const runAllocate = async (words: readonly string[]): Promise<Outcome> => {
  const options = readAllocateOptions(words)
  if (options === null) return { kind: 'done', text: HELP }
  if ('problems' in options) return badInput(options.problems.map((line) => `ballast: ${line}`))
  const claims = await readClaimsFile(options)
  if ('exitCode' in claims) return claims
  const allocation = allocate(claims, { ...options, collected: options.loss })
  if (allocation.kind === 'infeasible') return infeasible(options, allocation)
  const failure = await writeLevies(options, levyLines(claims, allocation.levies, options))
  if (failure) return failure
  return { kind: 'done', text: JSON.stringify(allocationReport(claims, allocation, options)) }
}

const readClaimsFile = async ({ claims, scale }: AllocateOptions): Promise<Claim[] | Failure> => {
  const bytes = await readBytes(claims)
  if ('problem' in bytes) return badInput([located(claims, bytes.problem)])
  const decoded = decodeFile(bytes)
  if ('problem' in decoded) return badInput([located(claims, decoded.problem)])
  const read = readClaims(decoded.text, { scale })
  if (read.problems.length === 0) return read.claims
  return badInput(read.problems.map((problem) => located(claims, problem)))
}

const located = (file: string, problem: LineProblem): string =>
  `${file}:${problem.line}: ${problemSentence(problem)}`

const readBytes = async (path: string): Promise<Uint8Array | { problem: LineProblem }> => {
  try {
    const info = await stat(path)
    const problem = info.isFile() ? sizeProblem(info.size) : null
    return problem ? { problem } : await readFile(path)
  } catch (error) {
    const found = `a file that cannot be read (${codeOf(error)})`
    return { problem: { line: 1, field: null, found, expected: 'a readable CSV file' } }
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

// Readers of the old file never see half of a new one: it is written beside and renamed over.
const writeLevies = async (
  { out, claims }: AllocateOptions,
  lines: string,
): Promise<Failure | null> => {
  if (out === null) return null
  if (resolve(out) === resolve(claims)) {
    return badInput(['ballast: --out: found the claims file itself, expected another file'])
  }
  const temporary = `${out}.${randomUUID()}.part`
  try {
    await writeFile(temporary, lines)
    await rename(temporary, out)
    return null
  } catch (error) {
    await rm(temporary, { force: true })
    return badInput([`ballast: --out: found ${codeOf(error)}, expected a path that can be written`])
  }
}

const infeasible = (
  { loss, scale, claims }: AllocateOptions,
  { capacity, missing }: Infeasible,
): Failure => {
  const [lossText, capacityText, missingText] = [loss, capacity, missing].map((amount) =>
    formatAmount(amount, { scale }),
  )
  const found = `${claims}: infeasible: found a capacity of ${capacityText ?? ''}`
  const ways =
    'pay more from the fund or as top-up, widen the scope of claims, or collect less now and record the rest as uncovered'
  return {
    kind: 'failed',
    exitCode: EXIT_INFEASIBLE,
    lines: [`${found}, expected ${lossText ?? ''}: ${missingText ?? ''} is missing; ${ways}`],
  }
}
