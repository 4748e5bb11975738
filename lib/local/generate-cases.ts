// The statements that must be refused, written as what each changes in one that is right.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Difference, Json, RefusedCase } from '@/app/transparency/verify/verifier-cases'
import { root } from './place'

type Vector = { report: Json; statements: Record<string, Json> }
type Negative = { cases: { name: string; typedAccount: string; statement: Json; report: Json }[] }

export const generatedCases = (): string => {
  const { base, cases } = differingCases()
  return [
    '// Made by `npm run generate` from the vectors of the merkle-sum tree; not written by hand.',
    "import type { Json, RefusedCase } from './verifier-cases'",
    '',
    `export const base: Json = ${JSON.stringify(base)}`,
    '',
    `export const cases: readonly RefusedCase[] = ${JSON.stringify(cases)}`,
    '',
  ].join('\n')
}

export const negativeVectors = (): Negative['cases'] =>
  (readVectors('lmst1-negative') as Negative).cases

const BASE_ACCOUNT = 'A-1001'

const differingCases = (): { base: Json; cases: RefusedCase[] } => {
  const { report, statements } = readVectors('lmst1') as Vector
  const base = { typedAccount: BASE_ACCOUNT, statement: statements[BASE_ACCOUNT] ?? null, report }
  const cases = negativeVectors().map(({ name, typedAccount, statement, report: side }) => ({
    name,
    differences: differencesOf(base, { typedAccount, statement, report: side }, []),
  }))
  return { base, cases }
}

const readVectors = (name: string): unknown => {
  const path = join(root, 'lib/domain/merkle-sum-tree/vectors', `${name}.json`)
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** Arrays of another length, and whatever changes its kind, are replaced whole. */
const differencesOf = (from: Json, to: Json, path: readonly string[]): Difference[] => {
  if (JSON.stringify(from) === JSON.stringify(to)) return []
  if (!isAlike(from, to)) return [{ path, value: to }]
  const [before, after] = [membersOf(from), membersOf(to)]
  const removed = Object.keys(before).filter((name) => !(name in after))
  const changed = Object.entries(after).flatMap(([name, value]) =>
    name in before
      ? differencesOf(before[name] ?? null, value, [...path, name])
      : [{ path: [...path, name], value }],
  )
  return [...removed.map((name) => ({ path: [...path, name] })), ...changed]
}

const isAlike = (from: Json, to: Json): boolean =>
  Array.isArray(from)
    ? Array.isArray(to) && from.length === to.length
    : isObject(from) && isObject(to)

const isObject = (value: Json): value is { readonly [member: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const membersOf = (value: Json): { readonly [member: string]: Json } =>
  Object.fromEntries(Object.entries(value as object))
