// `ballast allocate`: claims and a loss in, one JSON object and a CSV of levies out.
import { randomUUID } from 'node:crypto'
import { lstat, rename, rm, stat, writeFile } from 'node:fs/promises'
import { allocate, type Infeasible } from '@/lib/domain/allocation'
import { limitsToJson } from '@/lib/domain/allocation-limits'
import { formatAmount } from '@/lib/domain/money'
import { readAllocateOptions, type AllocateOptions } from './allocate-options'
import { allocationReport, levyLines } from './allocation-report'
import { readChargeableClaims } from './claim'
import { badInput, codeOf, EXIT_INFEASIBLE, type Failure, type Outcome } from './outcome'

export const HELP = `ballast: shares a loss over the claims of a population, exactly

  ballast allocate --claims FILE --loss DECIMAL --scale N [option …]

  --claims FILE            CSV with a header: account, base and optionally owner, class, equity,
                           cap, weight, score, in any order; class is eligible (default), house
                           or exempt; accounts of one owner are one claim
  --scale N                fraction digits of the asset, 0 to 9; every amount, in the file and
                           below, is in currency units with at most N of them
  --loss DECIMAL           the amount to collect, above 0
  --rule RULE              pro-rata (default)  in proportion to base × weight, up to the cap
                           equal-levy          the same amount from everybody, up to the cap
                           level-down          what exceeds one level, the largest bases first
                           talmud              equal up to half of each base, then equal in
                                               what is kept; takes no caps
                           queue               whole caps, highest score first
  --rounding NAME          floor (default): levies are rounded down, the residual is printed;
                           largest-remainder: collects the loss to the unit
  --cap-fraction F         most that a claim may lose of its base, 0 to 1, as 0.25 or 1/4
  --min-equity DECIMAL     no claim is taken below it; a claim without equity is not limited
  --exempt-below DECIMAL   claims with a smaller base pay nothing
  --largest-shortfall D    what pmr is measured against; without it the whole loss counts as
                           one shortfall, so pmr = ptsr
  --out FILE               writes account,base,levy for every claim, sorted by account

stdout is one JSON object. Exit codes: 0 done; 2 bad input, one line per problem on stderr;
3 the claims cannot bear the loss.`

/** Runs `ballast allocate` with the words after it. */
export const runAllocate = async (words: readonly string[]): Promise<Outcome> => {
  const options = readAllocateOptions(words)
  if (options === null) return { kind: 'done', text: HELP }
  if ('problems' in options) return badInput(options.problems.map((line) => `ballast: ${line}`))
  const claims = await readChargeableClaims(options)
  if ('exitCode' in claims) return claims
  const allocation = allocate(claims, { ...options, collected: options.loss })
  if (allocation.kind === 'infeasible') return infeasible(options, allocation)
  const failure = await writeLevies(options, levyLines(claims, allocation.levies, options))
  if (failure) return failure
  return { kind: 'done', text: JSON.stringify(allocationReport(claims, allocation, options)) }
}

// Readers of the old file never see half of a new one: it is written beside and renamed over.
const writeLevies = async (
  { out, claims }: AllocateOptions,
  lines: string,
): Promise<Failure | null> => {
  if (out === null) return null
  const unfit = await unfitTarget(out, claims)
  if (unfit !== null) return badInput([`ballast: --out: found ${unfit}`])
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

/** Renaming over a device or a link would replace it, and over the claims it would lose them. */
const unfitTarget = async (out: string, claims: string): Promise<string | null> => {
  if (out === '') return 'nothing, expected a path'
  const target = await lstat(out).catch(() => null)
  if (target === null) return null
  if (!target.isFile()) return 'something that is not a plain file, expected a plain file or none'
  const source = await stat(claims)
  const isSame = source.dev === target.dev && source.ino === target.ino
  return isSame ? 'the claims file itself, expected another file' : null
}

const infeasible = (
  { loss, scale, claims, limits }: AllocateOptions,
  { capacity, missing }: Infeasible,
): Failure => {
  const [lossText, capacityText, missingText] = [loss, capacity, missing].map((amount) =>
    formatAmount(amount, { scale }),
  )
  const found = `${claims}: infeasible: found a capacity of ${capacityText ?? ''}`
  const ways = [
    ...(limitsToJson(limits) === null
      ? []
      : [
          'loosen --cap-fraction, --min-equity or --exempt-below, which limit what claims may lose',
        ]),
    'pay more from the fund or as top-up, widen the scope of claims, or collect less now and record the rest as uncovered',
  ].join('; or ')
  return {
    kind: 'failed',
    exitCode: EXIT_INFEASIBLE,
    lines: [`${found}, expected ${lossText ?? ''}: ${missingText ?? ''} is missing; ${ways}`],
  }
}
