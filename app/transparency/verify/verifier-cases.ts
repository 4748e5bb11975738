// Statements that must be refused, each as its differences from one that is right.

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json }

/** Where `value` is absent, the member is absent. */
export type Difference = { path: readonly string[]; value?: Json }
export type RefusedCase = { name: string; differences: readonly Difference[] }

/** The same value with one place changed at a time; what is not touched is shared. */
export const withDifferences = (base: Json, differences: readonly Difference[]): Json =>
  differences.reduce((value, difference) => withDifference(value, difference), base)

const withDifference = (value: Json, { path, ...rest }: Difference): Json => {
  const [name, ...below] = path
  if (name === undefined) return rest.value ?? null
  const entries = Object.entries(value as object) as [string, Json][]
  const kept = entries.filter(([other]) => other !== name)
  const inner = entries.find(([other]) => other === name)?.[1] ?? null
  const isRemoved = below.length === 0 && !('value' in rest)
  const changed: [string, Json][] = [[name, withDifference(inner, { path: below, ...rest })]]
  if (!Array.isArray(value)) return Object.fromEntries(isRemoved ? kept : [...kept, ...changed])
  return value.map((item: Json, index) =>
    index === Number(name) ? (changed[0]?.[1] ?? null) : item,
  )
}
